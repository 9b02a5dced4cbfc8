import type { RuleForm } from '../spec/openapi/rule-form.ts';

type Pair = readonly [name: string, value: string];
type Rule = Readonly<Record<string, string>>;

/** A lone surrogate: JSON has an escape for it, a query has none. */
const HALF = /\p{Cs}/u;

/** A rule as text parts, without null parts. Undefined for anything else: only JSON can express it. */
function ruleOf(value: unknown): Rule | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const parts = Object.entries(value).filter(([, text]) => text !== null);
  return parts.every(([, text]) => typeof text === 'string' && !HALF.test(text))
    ? Object.fromEntries(parts)
    : undefined;
}

function parsed(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? (value as unknown[]) : [value];
  } catch {
    return undefined;
  }
}

/**
 * The pairs of a query that express JSON texts in another form.
 * @param texts the values of the parameter as JSON
 * @returns undefined where the form cannot express it: broken JSON, two rules where there is room for one
 */
export function inForm(form: RuleForm, name: string, texts: readonly string[]): Pair[] | undefined {
  if (form === 'json') return texts.map((text) => [name, text]);
  const values = texts.map(parsed);
  if (form === 'repeated') {
    const each = texts.flatMap((text, at) => values[at]?.map((value) => JSON.stringify(value)) ?? [text]);
    return each.length > 0 ? each.map((text) => [name, text]) : undefined;
  }
  const rules = values.flatMap((all) => all?.map(ruleOf) ?? [undefined]);
  const [first] = rules;
  if (!first || rules.length > 1) return undefined;
  const parts = Object.entries(first);
  if (form === 'bracketed') return parts.map(([part, text]) => [`${name}[${part}]`, text]);
  if (form === 'spread') return parts;
  return parts.flat().some((text) => text.includes(',')) ? undefined : [[name, parts.flat().join(',')]];
}
