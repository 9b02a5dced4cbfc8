import type { Contract } from '../../spec/contract.ts';
import type { ClientRun, RuleFinding } from './evidence.ts';
import type { SentRequest } from './requests.ts';
import { listOf, matches, parametersOf, ruleObjects, valuesOf } from './query.ts';
import { about, judged, type Rule } from './rule.ts';
import { requests } from './sample.ts';

/** More requests than this that differ only in one value are rows fetched one by one. */
const MOST = 10;
/** Ranges cut a list into parts; these predicates find single rows. */
const ONE_ROW = ['equal', 'contains'];

/**
 * What a request shares with others that differ only in one value, that value, and a request that returns all of them at once.
 */
interface Variant {
  readonly common: string;
  readonly value: string;
  readonly instead: string;
}

/** The request with each condition in turn left open. */
function byCondition(request: SentRequest): Variant[] {
  const rules = ruleObjects(valuesOf(request, 'queryFilters'));
  if (typeof rules === 'string') return [];
  const others = parametersOf(request).filter(({ name }) => name !== 'queryFilters' && name !== 'page');
  return rules.flatMap((rule, at) => {
    if (!ONE_ROW.includes(String(rule['predicate']))) return [];
    const open = rules.map((one, place) => (place === at ? { ...one, condition: '*' } : one));
    const common = `${request.path} ${JSON.stringify(open)} ${JSON.stringify(others)}`;
    const instead = `the list without the condition on ${String(rule['field'])}, or one filter with several`;
    return [{ common, value: String(rule['condition']), instead }];
  });
}

/** A row by the id in its path, where the contract has a list of such rows. */
function byId(request: SentRequest, { document, operations }: Contract): Variant[] {
  const template = Object.keys(document.paths).find((one) => /^.+\/\{[^}]+\}$/.test(one) && matches(one, request.path));
  const list = template?.replace(/\/\{[^}]+\}$/, '');
  if (template === undefined || !operations.some(({ path }) => path === list)) return [];
  return [{ common: template, value: request.path, instead: `the list ${list ?? ''}` }];
}

function oneByOne(run: ClientRun, contract: Contract): RuleFinding[] {
  const groups = new Map<string, { values: Set<string>; first: SentRequest; instead: string }>();
  for (const request of run.requests) {
    const variants = listOf(request, contract) ? byCondition(request) : byId(request, contract);
    for (const { common, value, instead } of variants) {
      const group = groups.get(common) ?? { values: new Set(), first: request, instead };
      group.values.add(value);
      groups.set(common, group);
    }
  }
  return [...groups.values()]
    .filter(({ values }) => values.size > MOST)
    .map(({ values, first, instead }) =>
      about(run, first, instead, `${values.size} requests that differ in one value alone`),
    );
}

/** USE-10: rows are not fetched one by one. A list below each row of another cannot be read otherwise and is no finding. */
export const use10: Rule = {
  id: 'USE-10',
  judge({ runs, contract }) {
    const calm = runs.filter(({ scenario, requests: all }) => scenario.nature === 'calm' && all.length > 0);
    return judged(
      calm.length,
      calm.flatMap((run) => oneByOne(run, contract)),
      'the client sent no request',
    );
  },
  samples: {
    passes: requests(...Array.from({ length: 12 }, (_, i) => `GET /recommendations/${i}/configurations`)),
    rejects: {
      'one condition': requests(
        ...Array.from(
          { length: 12 },
          (_, i) => `GET /reviews?queryFilters={"field":"client.id","predicate":"equal","condition":"${i}"}`,
        ),
      ),
    },
  },
};
