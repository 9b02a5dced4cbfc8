import type { Field, Operation } from '../spec/contract.ts';
import { RULE_PARAMETERS } from '../spec/openapi/rule-form.ts';
import { sampleValue } from '../spec/sample-value.ts';

type Pair = readonly [name: string, value: string];

interface Demands {
  readonly query: readonly Pair[];
  readonly headers: readonly Pair[];
}

const demands = new WeakMap<Operation, Demands>();

/** Parameters that an imported contract requires on every request, each with a value that changes no list. */
export function demandedParameters(operation: Operation): Demands {
  const known = demands.get(operation);
  if (known) return known;
  const pairs = (place: 'query' | 'header') =>
    operation.parameters
      .filter((parameter) => parameter.required === true && parameter.in === place)
      .flatMap(({ name, schema = {}, example, style, explode }): Pair[] => {
        const isRules = RULE_PARAMETERS.some((one) => one === name);
        const value = isRules
          ? ruleForAll(name, operation)
          : (ofPage(name, operation) ??
            example ??
            schema.default ??
            sampleValue({ ...schema, minItems: schema.minItems || 1 }, 1));
        if (place === 'header') return [[name.toLowerCase(), joined(value)]];
        return isRules ? [[name, textOf(value)]] : written(name, value, style, explode);
      });
  const made = { query: pairs('query'), headers: pairs('header') };
  demands.set(operation, made);
  return made;
}

/** The page that a list begins with: an example may be any other, of any size. */
const ofPage = (name: string, { defaultPageSize }: Operation) =>
  ({ page: 1, pageSize: defaultPageSize })[name as 'page' | 'pageSize'];

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** A value as one text, as OpenAPI's `simple` style and lists without `explode` have it. */
const joined = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? (Array.isArray(value) ? value : Object.entries(value).flat()).map(textOf).join(',')
    : textOf(value);

/** A value in the query, as `style` and `explode` say; what stands below `content` is JSON in a text already. */
function written(name: string, value: unknown, style = 'form', explode = style === 'form'): Pair[] {
  if (typeof value !== 'object' || value === null) return [[name, textOf(value)]];
  if (Array.isArray(value)) {
    const separator = { spaceDelimited: ' ', pipeDelimited: '|' }[style] ?? ',';
    return explode ? value.map((one) => [name, textOf(one)]) : [[name, value.map(textOf).join(separator)]];
  }
  const fields = Object.entries(value).map(([field, one]): Pair => [field, textOf(one)]);
  if (style === 'deepObject') return fields.map(([field, one]) => [`${name}[${field}]`, one]);
  return explode ? fields : [[name, fields.flat().join(',')]];
}

/** Conditions that equal no value of a type: nobody assigns the empty id, or numbers below 0. */
const NOBODY: Readonly<Partial<Record<Field['type'], string>>> = {
  uuid: '00000000-0000-0000-0000-000000000000',
  integer: '0',
  string: 'a text that no row has',
};

/** A rule that keeps every row. An example from the contract would leave some out, and the list would look shorter. */
function ruleForAll(name: string, { fields }: Operation): object {
  const doubt = ({ name: field, evidence, nullable }: Field) =>
    4 * Number(evidence === 'assumed') + 2 * Number(nullable && field !== 'id') + Number(field !== 'id');
  const usable = fields.filter(({ type }) => NOBODY[type] !== undefined);
  const [field] = usable.sort((one, other) => doubt(one) - doubt(other));
  if (!field) return [];
  return name === 'sortingRules'
    ? { field: field.name, direction: 'asc' }
    : { field: field.name, predicate: 'notEqual', condition: NOBODY[field.type], operator: null };
}
