import { isPaged, isPeek, isWhole, listName, listReads } from './lists.ts';
import { about, judged, type Rule } from './rule.ts';
import { page, requests } from './sample.ts';

/** USE-07: a list longer than a page is read beyond its first page. */
export const use07: Rule = {
  id: 'USE-07',
  judge({ runs, contract }) {
    const calm = runs.filter(({ scenario, exitCode }) => scenario.nature === 'calm' && exitCode === 0);
    const reads = calm.flatMap((one) => listReads(one, contract));
    const long = reads.filter(({ totalCount, pages }) => pages.some(({ served }) => served.pageSize < totalCount));
    const tried = long.filter((read) => !isPeek(read));
    // A list that is read to its end in the same run, with other filters or without, is known.
    const known = new Set(
      reads.filter((read) => isPaged(read) || (isWhole(read) && read.totalCount > 0)).map(listName),
    );
    const short = tried.filter((read) => !isPaged(read) && !isWhole(read) && !known.has(listName(read)));
    const findings = short.flatMap(({ run: client, pages, rows, totalCount }) => {
      const [first] = pages;
      const got = `the first page alone: ${rows} rows`;
      return first ? [about(client, first.request, `more pages: the list has ${totalCount} rows`, got)] : [];
    });
    return judged(tried.length, findings, 'no list that was read is longer than a page');
  },
  samples: {
    passes: requests({ text: 'GET /clients', page: page(1) }, { text: 'GET /clients?page=2', page: page(2, 30) }),
    rejects: {
      'first page alone': requests({ text: 'GET /clients', page: page(1) }),
    },
  },
};
