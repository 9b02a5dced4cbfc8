import type { Contract, Operation } from '../../spec/contract.ts';
import type { SentRequest } from './requests.ts';

type WithQuery = Pick<SentRequest, 'query'>;

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** Names and values of the query, in the order in which they came. */
export function parametersOf({ query }: WithQuery): { name: string; value: string }[] {
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      const [name, value] = equals === -1 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
      return { name: decode(name), value: decode(value) };
    });
}

/** The values of one parameter. */
export const valuesOf = (request: WithQuery, name: string): string[] =>
  parametersOf(request).flatMap((one) => (one.name === name ? [one.value] : []));

/** Whether a path matches a template: `/recommendations/{recommendationId}/configurations`. */
export function matches(template: string, path: string, parameters: Operation['parameters'] = []): boolean {
  const [wanted, parts] = [template.split('/'), path.split('/')];
  return (
    wanted.length === parts.length &&
    wanted.every((part, at) => {
      const value = parts[at] ?? '';
      if (!part.startsWith('{')) return part === value;
      const schema = parameters.find(({ name }) => part === `{${name}}`)?.schema;
      return schema?.type === 'integer' ? /^-?\d+$/.test(value) : value !== '';
    })
  );
}

/** The list of the contract that a request is for. */
export const listOf = ({ path, outside }: SentRequest, { operations }: Contract): Operation | undefined =>
  outside ? undefined : operations.find((operation) => matches(operation.path, path, operation.parameters));

/** A rule object of `queryFilters` or `sortingRules`. */
export type RuleObject = Readonly<Record<string, unknown>>;

/** The rule objects in the values of a parameter, or what is wrong with their form. */
export function ruleObjects(values: readonly string[]): RuleObject[] | string {
  const rules: RuleObject[] = [];
  for (const value of values) {
    let json: unknown;
    try {
      json = JSON.parse(value) as unknown;
    } catch {
      return `"${value.slice(0, 80)}", which is not JSON`;
    }
    const list: unknown[] = Array.isArray(json) ? json : [json];
    if (list.length === 0) return 'an empty array';
    for (const one of list) {
      if (typeof one !== 'object' || one === null) return `${JSON.stringify(one)}, which is no object`;
      rules.push(one as RuleObject);
    }
  }
  return rules;
}

/** A page number or size as the client sent it; undefined where it sent none. */
export function numberIn(request: WithQuery, name: string): number | undefined {
  const [value] = valuesOf(request, name);
  return value === undefined ? undefined : /^\d+$/.test(value) ? Number(value) : NaN;
}
