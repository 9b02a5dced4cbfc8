import type { Contract } from '../../spec/contract.ts';
import { otherForms, RULE_PARAMETERS, ruleForm } from '../../spec/openapi/rule-form.ts';

const DAY = '(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-9])|(?:0[13-9]|1[0-2])-30|(?:0[13578]|1[02])-31)';
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d';

/** The contract's own formats as patterns: Prism's validator and its generator of examples know patterns alone. */
const PATTERNS: Readonly<Record<string, string>> = {
  'dotnet-datetime': `^[12]\\d{3}-${DAY}T${TIME}(?:\\.\\d{1,7})?Z?$`,
  'year-month': '^[12]\\d{3}-(?:0[1-9]|1[0-2])$',
};

function withPatterns(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withPatterns);
  if (typeof node !== 'object' || node === null) return node;
  const { format, ...rest } = node as Readonly<Record<string, unknown>>;
  const pattern = typeof format === 'string' ? PATTERNS[format] : undefined;
  const copy = Object.entries(rest).map(([name, value]) => [name, withPatterns(value)]);
  return { ...Object.fromEntries(copy), ...(pattern ? { pattern } : format !== undefined && { format }) };
}

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null;
type Json = Readonly<Record<string, unknown>>;

/** Rules in another form are read as JSON in one text before Prism sees them (../data/rule-form.ts). */
function withTextRules(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withTextRules);
  if (!isRecord(node)) return node;
  if (RULE_PARAMETERS.some((name) => name === node.name) && node.in === 'query' && ruleForm(node) !== 'json') {
    return { name: node.name, in: node.in, required: node.required === true, schema: { type: 'string' } };
  }
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, withTextRules(value)]));
}

/** A copy of the contract as Prism takes it; Prism writes into what it is given. */
export function prismDocument({ document, operations }: Contract): object {
  const copy = withPatterns(document);
  return (operations.some(({ parameters }) => otherForms(parameters)) ? withTextRules(copy) : copy) as object;
}
