import { listOf, parametersOf } from './query.ts';
import { eachRequest, type Rule } from './rule.ts';
import { requests } from './sample.ts';

const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');

/** USE-03: no query parameter that the contract does not name. */
export const use03: Rule = {
  id: 'USE-03',
  judge: (evidence) =>
    eachRequest(
      evidence,
      (request) => listOf(request, evidence.contract) !== undefined,
      (request) => {
        const parameters = listOf(request, evidence.contract)?.parameters ?? [];
        const known = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
        const sent = [...new Set(parametersOf(request).map(({ name }) => name))];
        const unknown = sent.filter((name) => !known.includes(name));
        if (unknown.length === 0) return undefined;
        const near = known.find((name) => unknown.some((one) => plain(one) === plain(name)));
        return {
          want: `query parameters of the contract: ${known.join(', ')}`,
          got: `${unknown.join(', ')}, which the server ignores${near ? ` (did you mean ${near}?)` : ''}`,
        };
      },
      'no list of the contract was read',
    ),
  samples: {
    passes: requests('GET /clients?page=1&pageSize=100&queryFilters=%7B%7D&sortingRules=%7B%7D'),
    rejects: {
      unknown: requests('GET /clients?filter_field=name'),
      'other letter case': requests('GET /clients?PageSize=10'),
    },
  },
};
