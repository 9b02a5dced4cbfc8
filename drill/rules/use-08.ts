import type { RuleFinding } from './evidence.ts';
import { isPaged, isWhole, listReads, type ListRead } from './lists.ts';
import { about, judged, type Rule } from './rule.ts';
import { page, requests } from './sample.ts';

/** Pages that it takes to read a whole list. */
const pagesOf = (rows: number, size: number) => Math.max(1, Math.ceil(rows / size));

function smallPages(read: ListRead): RuleFinding[] {
  const { run: client, pages, operation, totalCount } = read;
  const [first] = pages;
  const size = Math.max(...pages.map((one) => one.size));
  const [needed, used] = [pagesOf(totalCount, operation.maxPageSize), pagesOf(totalCount, size)];
  if (!first || !isWhole(read) || !(used > needed)) return [];
  const want = `pages of ${operation.maxPageSize}: ${needed} for ${totalCount} rows`;
  return [about(client, first.request, want, `pages of ${size}: ${used}`)];
}

/** Pages that begin after the last row, by the totalCount of an earlier response. */
function pastTheEnd({ run: client, pages }: ListRead): RuleFinding[] {
  return pages.flatMap(({ request, page: number, served }) => {
    const told = pages.filter((one) => one.request.endedAt <= request.at).map((one) => one.served.totalCount);
    const most = Math.max(...told);
    if (number < 2 || told.length === 0 || (number - 1) * served.pageSize < most) return [];
    const want = `no page after the last: totalCount was ${most}`;
    return [about(client, request, want, `page ${number} of ${served.pageSize}`)];
  });
}

/** USE-08: whole lists are read in large pages, and no page after the last is requested. */
export const use08: Rule = {
  id: 'USE-08',
  judge({ runs, contract }) {
    const calm = runs.filter(({ scenario }) => scenario.nature === 'calm');
    const paged = calm.flatMap((one) => listReads(one, contract)).filter(isPaged);
    const findings = paged.flatMap((read) => [...smallPages(read), ...pastTheEnd(read)]);
    return judged(paged.length, findings, 'no list was read page by page');
  },
  samples: {
    passes: requests({ text: 'GET /clients', page: page(1) }, { text: 'GET /clients?page=2', page: page(2, 30) }),
    rejects: {
      'small pages': requests(
        { text: 'GET /clients?page=1&pageSize=50', page: page(1, 50, 130, 50) },
        { text: 'GET /clients?page=2&pageSize=50', page: page(2, 50, 130, 50) },
        { text: 'GET /clients?page=3&pageSize=50', page: page(3, 30, 130, 50) },
      ),
      'after the last': requests(
        { text: 'GET /clients?page=1', page: page(1) },
        { text: 'GET /clients?page=2', page: page(2, 30) },
        { text: 'GET /clients?page=3', page: page(3, 0) },
      ),
    },
  },
};
