import type { ClientRun, RuleFinding } from './evidence.ts';
import { isPaged, isPeek, isWhole, listName, listReads, type ListRead } from './lists.ts';
import { about, judged, type Rule } from './rule.ts';
import { evidence, page, ran, run } from './sample.ts';

const NATURES = ['calm', 'data', 'paging'];

/** Runs in which a client that stops early loses rows silently. */
const counts = ({ scenario, exitCode }: ClientRun) => NATURES.includes(scenario.nature) && exitCode === 0;

function finding({ run: client, pages, rows, totalCount }: ListRead): RuleFinding[] {
  const last = pages.at(-1);
  if (!last) return [];
  const { page: number, rows: few } = last.served;
  const got = `${rows} rows; the last page that it requested, ${number}, had ${few} rows`;
  return [about(client, last.request, `all ${totalCount} rows that totalCount tells of`, got)];
}

/** USE-06: a list that is read page by page is read to its end. */
export const use06: Rule = {
  id: 'USE-06',
  judge({ runs, contract }) {
    const reads = runs.filter(counts).flatMap((one) => listReads(one, contract));
    // Lists that the client reads page by page elsewhere. If it reads only one page of them, it took that page for the last.
    const paged = new Set(reads.filter((read) => isPaged(read) && isWhole(read)).map(({ operation }) => operation.id));
    const whole = new Set(reads.filter(isWhole).map(listName));
    const tried = reads.filter((read) => isPaged(read) || (paged.has(read.operation.id) && !isPeek(read)));
    const short = tried.filter((read) => !isWhole(read) && !whole.has(listName(read)));
    return judged(tried.length, short.flatMap(finding), 'no list was read page by page');
  },
  samples: {
    passes: ran(
      'rows-250',
      {},
      { text: 'GET /clients?page=1', page: page(1, 100, 250) },
      { text: 'GET /clients?page=2', page: page(2, 100, 250) },
      { text: 'GET /clients?page=3', page: page(3, 50, 250) },
    ),
    rejects: {
      'stopped on the way': ran(
        'rows-250',
        {},
        { text: 'GET /clients?page=1', page: page(1, 100, 250) },
        { text: 'GET /clients?page=2', page: page(2, 100, 250) },
      ),
      'a page cut small taken for the last': evidence(
        run(
          'undisturbed',
          {},
          { text: 'GET /clients?page=1', page: page(1) },
          { text: 'GET /clients?page=2', page: page(2, 30) },
        ),
        run('small-pages', { nature: 'paging' }, { text: 'GET /clients?page=1', page: page(1, 40, 130, 40) }),
      ),
    },
  },
};
