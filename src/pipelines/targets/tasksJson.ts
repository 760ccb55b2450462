/** A task of our own type: a refresh that VS Code runs, with the sign-in that this editor has. */
import { inComment, jsonString } from '../quote';
import type { PipelineItem, Target } from '../target';
import { kindWords, madeBy, pathComment } from '../words';

export const tasksJson: Target = {
  id: 'tasksJson',
  label: 'tasks.json (VS Code)',
  kinds: ['workbook', 'datasource', 'flow'],
  products: ['cloud', 'server'],
  generate(items, site) {
    const address = `${site.server}/#/${site.contentUrl === '' ? '' : `site/${encodeURIComponent(site.contentUrl)}/`}home`;
    const task = (
      label: string,
      action: string,
      some: readonly PipelineItem[],
    ): readonly string[] =>
      some.length === 0
        ? []
        : [
            `    {
      "label": ${jsonString(label)},
      "type": "tableau",
      "action": "${action}",
      "site": ${jsonString(address)},
      "item": [
${some.map((item, n) => `        // ${kindWords[item.kind]} ${pathComment(item)}\n        ${jsonString(item.luid)}${n < some.length - 1 ? ',' : ''}`).join('\n')}
      ],
      "problemMatcher": "$tableau"
    }`,
          ];
    const isFlow = (item: PipelineItem): boolean => item.kind === 'flow';
    const named = (verb: string, some: readonly PipelineItem[]): string =>
      // VS Code would take \${…} for one of its variables.
      inComment(
        some.length === 1 ? `${verb} ${some[0]?.name}` : `${verb} ${some.length} items`,
      ).replaceAll('${', '$ {');
    const extracts = items.filter((item) => !isFlow(item));
    const flows = items.filter(isFlow);
    const tasks = [
      ...task(named('Refresh', extracts), 'refresh', extracts),
      ...task(named('Run', flows), 'runFlow', flows),
    ];
    const text = `{
  // ${madeBy} For .vscode/tasks.json; run it with "Tasks: Run Task".
  // What must exist: Vizport, signed in to the site. It waits for the jobs, follows one that is queued already, signs in again
  // when the session is over, and ends with a failure when one fails. The sign-in and its token are the ones that this editor
  // has: no secret stands here.
  "version": "2.0.0",
  "tasks": [
${tasks.join(',\n')}
  ]
}
`;
    return { name: '.vscode/tasks.json', language: 'jsonc', text };
  },
};
