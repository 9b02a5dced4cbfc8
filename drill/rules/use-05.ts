import type { Evidence, RuleFinding } from './evidence.ts';
import type { SentRequest } from './requests.ts';
import { listReads } from './lists.ts';
import { listOf, valuesOf } from './query.ts';
import { about, eachRequest, type Rule, type Wrong } from './rule.ts';
import { page, ran, requests } from './sample.ts';

const NATURES = ['calm', 'data'];

/** Lists that were read in several pages, none of which was the first. */
function headless({ runs, contract }: Evidence): RuleFinding[] {
  const calm = runs.filter(({ scenario }) => NATURES.includes(scenario.nature));
  return calm
    .flatMap((one) => listReads(one, contract))
    .flatMap(({ run: client, pages }) => {
      const numbers = new Set(pages.map((one) => one.page));
      const [first] = pages;
      if (numbers.size < 2 || Math.min(...numbers) === 1 || !first) return [];
      return [about(client, first.request, 'page 1 first', `pages ${[...numbers].join(', ')}, and never page 1`)];
    });
}

function wrongNumber(request: SentRequest, largestSize: number): Wrong | undefined {
  for (const [name, largest] of [
    ['page', 2 ** 31 - 1],
    ['pageSize', largestSize],
  ] as const) {
    const values = valuesOf(request, name);
    const [value = '1'] = values;
    const valid = /^[1-9]\d*$/.test(value) && Number(value) <= largest && values.length < 2;
    const range = name === 'page' ? 'from 1' : `from 1 to ${largest}`;
    if (!valid) return { want: `${name}: one whole number ${range}`, got: `${name}=${values.join(` and ${name}=`)}` };
  }
  return undefined;
}

/** USE-05: page and page size are numbers within their range, and the first page is 1. */
export const use05: Rule = {
  id: 'USE-05',
  judge(all) {
    const numbers = eachRequest(
      all,
      (request) =>
        listOf(request, all.contract) !== undefined &&
        [...valuesOf(request, 'page'), ...valuesOf(request, 'pageSize')].length > 0,
      (request) => wrongNumber(request, listOf(request, all.contract)?.maxPageSize ?? 100),
      'the client sends neither page nor pageSize',
    );
    return { ...numbers, findings: [...numbers.findings, ...headless(all)] };
  },
  samples: {
    passes: requests('GET /clients?page=1&pageSize=100', 'GET /clients?page=2&pageSize=100'),
    rejects: {
      'page 0': requests({ text: 'GET /clients?page=0', status: 400 }),
      'too large': requests({ text: 'GET /clients?pageSize=500', status: 400 }),
      twice: requests({ text: 'GET /clients?page=1&page=2', status: 400 }),
      'never page 1': ran(
        'rows-250',
        {},
        { text: 'GET /clients?page=2', page: page(2, 100, 250) },
        { text: 'GET /clients?page=3', page: page(3, 50, 250) },
      ),
    },
  },
};
