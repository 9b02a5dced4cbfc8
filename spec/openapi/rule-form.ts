import type { Schema } from './schema.ts';

/** How rules (`queryFilters`, `sortingRules`) are written into the query. */
const FORMS = {
  /** JSON in one text. */
  json: (name: string) => `${name}={...}`,
  /** JSON, the parameter once for each rule. */
  repeated: (name: string) => `${name}={...}&${name}={...}`,
  bracketed: (name: string) => `${name}[field]=id`,
  spread: () => 'field=id',
  pairs: (name: string) => `${name}=field,id`,
};
export type RuleForm = keyof typeof FORMS;

/** A form as a query shows it: `queryFilters[field]=id`. */
export const shownAs = (form: RuleForm, name: string): string => FORMS[form](name);

/** The parameters that hold rules. */
export const RULE_PARAMETERS = ['queryFilters', 'sortingRules'] as const;

/** The part of a parameter that says how its values are written. */
export interface Serialised {
  readonly schema?: Schema;
  readonly style?: string;
  readonly explode?: boolean;
}

/**
 * The form that a parameter's `style`, `explode` and schema require; undefined for one that cannot carry rules: a number, lists
 * that are split at commas, blanks or bars (JSON contains them), `deepObject` of a list (OpenAPI leaves it undefined). `content`
 * means JSON in one text.
 */
export function ruleForm({ schema = {}, style = 'form', explode }: Serialised): RuleForm | undefined {
  if (schema.type === 'object') {
    if (style === 'deepObject') return 'bracketed';
    if (style !== 'form') return undefined;
    return explode === false ? 'pairs' : 'spread';
  }
  if (schema.type === undefined || schema.type === 'string') return 'json';
  if (schema.type !== 'array') return undefined;
  return style === 'form' && explode !== false ? 'repeated' : undefined;
}

/** The forms of an operation's rule parameters other than JSON in one text, by name; undefined where all are JSON. */
export function otherForms(
  parameters: readonly (Serialised & { readonly name: string })[],
): ReadonlyMap<string, RuleForm> | undefined {
  const forms = RULE_PARAMETERS.flatMap((name) => {
    const parameter = parameters.find((one) => one.name === name);
    const form = parameter && ruleForm(parameter);
    return form === undefined || form === 'json' ? [] : [[name, form] as const];
  });
  return forms.length > 0 ? new Map(forms) : undefined;
}
