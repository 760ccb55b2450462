/** What is in the caller's own personal space, whether or not the site's lists tell of it. */
import type { TableauClient } from '../tableau/client';
import type { Workbook } from '../tableau/model';

/** Page by page, of what the caller owns. @see REST, "Query Workbooks for User" */
export async function* personalSpace(
  client: TableauClient,
  signal?: AbortSignal,
): AsyncGenerator<readonly Workbook[]> {
  for (let page: number | undefined = 1; page !== undefined;) {
    const answer = await client.workbooks.ownedByMe(page, signal);
    yield answer.items.filter(({ location }) => location?.type === 'PersonalSpace');
    page = answer.nextPage;
  }
}
