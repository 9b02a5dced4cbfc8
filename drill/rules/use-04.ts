import type { Operation } from '../../spec/contract.ts';
import type { SentRequest } from './requests.ts';
import { listOf, ruleObjects, valuesOf, type RuleObject } from './query.ts';
import { eachRequest, type Rule, type Wrong } from './rule.ts';
import { requests } from './sample.ts';

const PREDICATES = ['equal', 'notEqual', 'greaterThan', 'lessThan', 'contains'];
const OPERATORS = ['and', 'or', null, undefined];
const DIRECTIONS = ['asc', 'desc'];

function oneOf(name: string, value: unknown, known: readonly unknown[]): Wrong | undefined {
  if (known.includes(value)) return undefined;
  const names = known.filter((one) => one !== undefined).map(String);
  return {
    want: `${name}: one of ${names.join(', ')}`,
    got: value === undefined ? `no ${name}` : JSON.stringify(value),
  };
}

function wrongFilter(rule: RuleObject, fields: readonly string[]): Wrong | undefined {
  const { field, predicate, operator, condition } = rule;
  const named =
    oneOf('field', field, fields) ??
    oneOf('predicate', predicate, PREDICATES) ??
    oneOf('operator', operator, OPERATORS);
  if (named || typeof condition === 'string') return named;
  const got = condition === undefined ? 'no condition' : JSON.stringify(condition);
  return { want: 'the condition as text, also for numbers and booleans', got };
}

const wrongOrder = ({ field, direction }: RuleObject, fields: readonly string[]): Wrong | undefined =>
  oneOf('field', field, fields) ?? oneOf('direction', direction, DIRECTIONS);

function wrongIn(request: SentRequest, { fields }: Operation): Wrong | undefined {
  const names = fields.filter(({ type }) => type !== 'array' && type !== 'object').map(({ name }) => name);
  for (const [parameter, wrong] of [
    ['queryFilters', wrongFilter],
    ['sortingRules', wrongOrder],
  ] as const) {
    const rules = ruleObjects(valuesOf(request, parameter));
    if (typeof rules === 'string') return { want: `${parameter}: an object or an array of them, as JSON`, got: rules };
    const found = rules.map((rule) => wrong(rule, names)).find((one) => one !== undefined);
    if (found) return { ...found, want: `${parameter}, ${found.want}` };
    const said = request.outcome.kind === 'response' ? request.outcome.errors[parameter] : undefined;
    if (said !== undefined) return { want: `${parameter} that the server accepts`, got: `a 400: ${said}` };
  }
  return undefined;
}

/** USE-04: filters and sorting rules are well formed, and name fields that exist. */
export const use04: Rule = {
  id: 'USE-04',
  judge: (evidence) =>
    eachRequest(
      evidence,
      (request) =>
        listOf(request, evidence.contract) !== undefined &&
        [...valuesOf(request, 'queryFilters'), ...valuesOf(request, 'sortingRules')].length > 0,
      (request) => {
        const operation = listOf(request, evidence.contract);
        return operation && wrongIn(request, operation);
      },
      'the client neither filters nor sorts',
    ),
  samples: {
    passes: requests(
      'GET /clients?queryFilters={"field":"name","predicate":"contains","condition":"a","operator":null}',
      'GET /clients?sortingRules=[{"field":"name","direction":"asc"}]',
    ),
    rejects: {
      form: requests({ text: 'GET /clients?queryFilters=name:a', status: 400 }),
      'empty array': requests({ text: 'GET /clients?sortingRules=[]', status: 400 }),
      'no object': requests({ text: 'GET /clients?sortingRules=["name"]', status: 400 }),
      field: requests({
        text: 'GET /reviews?queryFilters={"field":"clientName","predicate":"equal","condition":"a"}',
        status: 400,
      }),
      predicate: requests({
        text: 'GET /reviews?queryFilters={"field":"id","predicate":"eq","condition":"1"}',
        status: 400,
      }),
      condition: requests({
        text: 'GET /reviews?queryFilters={"field":"id","predicate":"equal","condition":1}',
        status: 400,
      }),
      direction: requests({ text: 'GET /clients?sortingRules={"field":"name","direction":"up"}', status: 400 }),
      'what the server says': requests({
        text: 'GET /clients?queryFilters={"field":"createdDate","predicate":"equal","condition":"yesterday"}',
        status: 400,
        errors: { queryFilters: 'createdDate is a date.' },
      }),
    },
  },
};
