/** What the caller's own personal space holds now: nobody says whether a site's lists tell of it (`guesses.personalSpaceListed`). */
import { kindOf } from '../content/contentKinds';
import { personalSpace } from '../content/personalSpace';
import type { SiteContent } from '../content/siteContent';
import { isTableauError } from '../tableau/errors';
import type { Content, KindName, Workbook } from '../tableau/model';

/** The workbooks there, and of those that the lists left out their views too. */
export async function ownSpace(
  content: SiteContent,
  kinds: readonly KindName[],
  listed: readonly Content[],
  signal?: AbortSignal,
): Promise<readonly Content[]> {
  if (!kinds.includes('workbook') && !kinds.includes('view')) return [];
  const workbooks = await ownWorkbooks(content, signal);
  if (!kinds.includes('view')) return workbooks;
  const seen = new Set(listed.map((item) => (item.kind === 'view' ? item.workbook?.luid : '')));
  const client = await content.client();
  const found: Content[] = kinds.includes('workbook') ? [...workbooks] : [];
  for (const workbook of workbooks.filter(({ luid }) => !seen.has(luid)))
    for await (const views of kindOf('view').pages?.(client, workbook, { ahead: 0 }, signal) ?? [])
      found.push(...views);
  return found;
}

async function ownWorkbooks(
  content: SiteContent,
  signal?: AbortSignal,
): Promise<readonly Workbook[]> {
  const client = await content.client();
  const found: Workbook[] = [];
  try {
    for await (const page of personalSpace(client, signal)) found.push(...page);
  } catch (error) {
    // Who may not ask for them has no more than the site's lists.
    if (!isTableauError(error, 'notPermitted', 'notAllowedWithSession')) throw error;
  }
  return found;
}
