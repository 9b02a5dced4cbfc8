import type { ApiRequest } from '../../types.ts';
import type { FaultHooks } from '../hooks.ts';
import { parseQuery, type QueryParameters } from '../../data/query-string.ts';

const KEY = 'mitp-api-key';

/** The key that a request carries; undefined when it has none. */
export const keyIn = (request: ApiRequest): string | undefined => request.headers[KEY];

/** The request, carrying another key. */
export const withKey = (request: ApiRequest, key: string | undefined): ApiRequest => ({
  ...request,
  headers: { ...request.headers, [KEY]: key },
});

/** Serves another request in place of the one that came; `change` may return it as it is. */
export const changeRequests = (change: (request: ApiRequest) => ApiRequest): FaultHooks => ({
  around: (original) => (request) => original(change(request)),
});

/** What a query string says for a parameter, decoded: all of its values. */
export const valuesOf = (request: ApiRequest, name: string): readonly string[] =>
  parseQuery(request.query).get(name) ?? [];

/**
 * Reads the parameters of a list after `change`, which returns a new map. Parameters that the conforming reader rejects are still
 * rejected.
 */
export const changeParameters = (
  change: (parameters: Map<string, readonly string[]>, operation: string) => void,
): FaultHooks => ({
  readQuery: (original) => (parameters: QueryParameters, operation) => {
    const own = new Map(parameters);
    change(own, operation.id);
    return original(own, operation);
  },
});

/** Reads one parameter leniently: `mend` makes a value that is well formed of one that is not, or takes it away. */
export const mending = (names: readonly string[], mend: (value: string) => string | undefined): FaultHooks =>
  changeParameters((parameters) => {
    for (const name of names) {
      const values = parameters.get(name);
      if (!values) continue;
      const mended = values.map(mend).filter((value) => value !== undefined);
      if (mended.length > 0) parameters.set(name, mended);
      else parameters.delete(name);
    }
  });

/** The rules in a parameter's values as JSON; undefined where one of them is malformed. */
export function rulesIn(values: readonly string[] = []): Record<string, unknown>[] | undefined {
  try {
    return values.flatMap((value) => JSON.parse(value) as Record<string, unknown>[]);
  } catch {
    return undefined;
  }
}

/** Takes rules out of queryFilters or sortingRules before they are judged: those that `keeps` rejects go unnoticed. */
export const droppingRules = (
  name: string,
  keeps: (rule: Record<string, unknown>, fields: readonly string[]) => boolean,
): FaultHooks => ({
  readQuery: (original) => (parameters, operation) => {
    const rules = rulesIn(parameters.get(name));
    if (!rules) return original(parameters, operation);
    const fields = operation.fields.map((field) => field.name);
    const kept = rules.filter((rule) => keeps(rule, fields));
    const own = new Map(parameters);
    if (kept.length > 0) own.set(name, [JSON.stringify(kept)]);
    else own.delete(name);
    return original(own, operation);
  },
});

/** Reads the fields of the rules in queryFilters or sortingRules under other names. */
export const renamingFields = (
  name: string,
  rename: (field: string, fields: readonly string[]) => string,
): FaultHooks => ({
  readQuery: (original) => (parameters, operation) => {
    const rules = rulesIn(parameters.get(name));
    if (!rules || rules.length === 0) return original(parameters, operation);
    const fields = operation.fields.map((field) => field.name);
    // What is no rule stays as it is, and is rejected.
    const isText = (rule: Record<string, unknown> | null) => typeof rule?.['field'] === 'string';
    const renamed = rules.map((rule) =>
      isText(rule) ? { ...rule, field: rename(String(rule['field']), fields) } : rule,
    );
    return original(new Map(parameters).set(name, [JSON.stringify(renamed)]), operation);
  },
});

/** The field that begins like this, where none has the name. */
export const completed = (beginning: string, fields: readonly string[]): string =>
  fields.includes(beginning) ? beginning : (fields.find((field) => field.startsWith(beginning)) ?? beginning);
