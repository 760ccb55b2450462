/** The first steps of a sign-in: where to, and in which way. */
import * as vscode from 'vscode';
import { parseServerAddress } from '../content/webAddress';
import { isAbort, isTableauError } from '../tableau/errors';
import { isCloudHost, type ContentUrl } from '../tableau/model';
import { errorText } from '../ui/errorText';
import { askChoice, askText, type Choice } from '../ui/multiStep';
import { serverFacts, type SignInNeeds, type SignInStep } from './signInDraft';
import type { ServerFacts } from './signInFit';
import { signInWayNames, signInWays, type SignInWayName } from './signInWays';

export function addressStep({ sessions }: SignInNeeds): SignInStep {
  return (draft, place) =>
    askText(place, {
      prompt: vscode.l10n.t(
        'Paste any address of your Tableau site; server and site are read from it',
      ),
      placeholder: vscode.l10n.t('https://10ax.online.tableau.com/#/site/sales/home'),
      value: draft.address,
      // An address without a site brings the question for it.
      totalSteps: (text) => place.stepsWith({ siteFromAddress: !lacksSite(text) }),
      validate: (text) =>
        'reason' in parseServerAddress(text)
          ? vscode.l10n.t(
              'This is not the address of a Tableau server. Paste one from the browser, such as https://tableau.example.com/#/site/sales/home.',
            )
          : undefined,
      aside: {
        icon: 'settings',
        tooltip: vscode.l10n.t('Connection Settings (proxy, certificates)'),
        run: (text) => {
          const parsed = parseServerAddress(text);
          return vscode.commands.executeCommand(
            'vizport.connectionSettings',
            'reason' in parsed ? undefined : { server: parsed.server },
          );
        },
      },
      accept: async (text, signal) => {
        const parsed = parseServerAddress(text);
        if ('reason' in parsed) return undefined;
        draft.address = text;
        try {
          const info = await sessions.serverInfo(parsed.server, signal);
          draft.server = info.server;
          draft.info = Promise.resolve(info);
        } catch (error) {
          if (isAbort(error)) throw error;
          if (isTableauError(error, 'notTableau')) draft.aliases.add(parsed.server);
          return isTableauError(error, 'notTableau') && error.details.suggestedServer === undefined
            ? vscode.l10n.t(
                '{0} If this is a custom domain of Tableau Cloud, enter the address of its pod instead, such as https://10ax.online.tableau.com.',
                errorText(error),
              )
            : errorText(error);
        }
        if (parsed.contentUrl !== undefined) draft.contentUrl = parsed.contentUrl;
        draft.siteFromAddress = parsed.contentUrl !== undefined;
        return undefined;
      },
    });
}

function lacksSite(text: string): boolean {
  const parsed = parseServerAddress(text);
  return !('reason' in parsed) && parsed.contentUrl === undefined;
}

export const siteStep: SignInStep = async (draft, place) => {
  const cloud = draft.server !== undefined && isCloudHost(draft.server);
  const answer = await askText(place, {
    prompt: cloud
      ? vscode.l10n.t('Name of the site as it stands in its address, after /site/')
      : vscode.l10n.t(
          'Name of the site as it stands in its address, after /site/; leave it empty for the default site',
        ),
    placeholder: cloud ? vscode.l10n.t('sales') : vscode.l10n.t('empty: the default site'),
    value: draft.contentUrl ?? '',
    validate: (text) => {
      if (text.trim() === '')
        return cloud
          ? vscode.l10n.t('Tableau Cloud has no default site: enter the name after /site/.')
          : undefined;
      return /[\s/#?]/u.test(text.trim())
        ? vscode.l10n.t('Enter only the part after /site/, without blanks and slashes.')
        : undefined;
    },
  });
  if (answer.kind === 'next') draft.contentUrl = answer.value.trim() as ContentUrl;
  return answer;
};

export const methodStep: SignInStep = async (draft, place) => {
  const before = draft.way;
  // The address step has asked the server already; where only credentials are replaced, nobody waits for it.
  const known = draft.fixed ? undefined : await draft.info;
  const answer = await askChoice<SignInWayName>(place, {
    placeholder: vscode.l10n.t('How do you want to sign in?'),
    choices: wayChoices(serverFacts(draft, known)),
    later: draft.fixed
      ? draft.info?.then((info) => wayChoices(serverFacts(draft, info)))
      : undefined,
    totalSteps: (way) => place.stepsWith({ way }),
    ...(before === undefined ? {} : { active: before }),
  });
  if (answer.kind === 'next') draft.way = answer.value;
  return answer;
};

/** What does not fit this server comes last, and says why. */
function wayChoices(server: ServerFacts): Choice<SignInWayName>[] {
  const rows = signInWayNames.map((value) => {
    const { label, detail, icon, misfit } = signInWays[value];
    return { value, label: label(), detail: detail(), icon, misfit: misfit?.(server) };
  });
  const fitting = rows
    .filter(({ misfit }) => misfit === undefined)
    .map(({ value, label, detail, icon }) => ({ value, label: `$(${icon}) ${label}`, detail }));
  const others = rows.flatMap(({ value, label, misfit }) =>
    misfit === undefined
      ? []
      : [
          {
            value,
            label: `$(circle-slash) ${label}`,
            detail: misfit.sentence,
            ...(misfit.isSure ? { refused: misfit.sentence } : {}),
          },
        ],
  );
  if (others.length === 0) return fitting;
  const line = {
    label: vscode.l10n.t('Not for this server'),
    kind: vscode.QuickPickItemKind.Separator,
    value: others[0]!.value,
  };
  return [...fitting, line, ...others];
}
