import { shownAs, type RuleForm } from '../../spec/openapi/rule-form.ts';
import { parseQuery, type QueryParameters } from './query-string.ts';

/** The parts of a rule that are query parameters of their own, where a contract says so; the first begins a new rule. */
const SPREAD: Readonly<Record<string, readonly [string, ...string[]]>> = {
  queryFilters: ['predicate', 'field', 'condition', 'operator'],
  sortingRules: ['direction', 'field'],
};

/** The forms of the parameters of an operation that are written in another form than JSON in one text. */
export type Forms = ReadonlyMap<string, RuleForm>;

/** Rules in a query, by their number. */
type Rules = Map<number, Record<string, string>>;

interface Read {
  readonly parameters: QueryParameters;
  /** What was sent as JSON, or cut short, although the contract writes it otherwise. */
  readonly wrong: readonly { readonly parameter: string; readonly message: string }[];
}

/** The parts of a rule in JSON; none of anything else. */
function partsOf(text: string): (readonly [string, string])[] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? Object.entries(value).filter((part): part is [string, string] => typeof part[1] === 'string')
      : [];
  } catch {
    return [];
  }
}

/** The rules of one parameter in `form`, and the names of the query that hold them. */
function rulesIn(form: RuleForm, name: string, sent: QueryParameters): { rules: Rules; names: string[] } {
  const rules: Rules = new Map();
  const names: string[] = [];
  const fields = SPREAD[name];
  const spread: readonly string[] = fields && sent.has(fields[0]) ? fields : [];
  const put = (from: string, at: number, key: string, value: string) => {
    names.push(from);
    rules.set(at, { ...rules.get(at), [key]: value });
  };
  for (const [from, [value = '']] of sent) {
    // ASP.NET reads `name[0].field`, others `name[0][field]`, and Swagger UI writes `name[0]={...}`.
    const [, whose, at, inBrackets, afterDot] = /^(\w+)(?:\[(\d+)\])?(?:\[(\w+)\]|\.(\w+))?$/.exec(from) ?? [];
    const part = inBrackets ?? afterDot;
    if (whose === name && form === 'bracketed' && at === undefined && part !== undefined) put(from, 0, part, value);
    if (whose === name && form === 'repeated' && at !== undefined) {
      const own = part === undefined ? partsOf(value) : [[part, value] as const];
      for (const [key, text] of own) put(from, Number(at), key, text);
    }
    if (form === 'spread' && spread.includes(from)) put(from, 0, from, value);
    if (form !== 'pairs' || from !== name) continue;
    const parts = value.split(',');
    for (let i = 0; i + 1 < parts.length; i += 2) put(from, 0, parts[i]!, parts[i + 1]!);
  }
  return { rules, names };
}

/** The same query with rules as JSON in one text, from whatever form the contract writes them in. */
export function rulesAsJson(sent: QueryParameters, forms: Forms): Read {
  const parameters = new Map(sent);
  const wrong: { parameter: string; message: string }[] = [];
  for (const [name, form] of forms) {
    const { rules, names } = rulesIn(form, name, sent);
    if (form !== 'repeated' && form !== 'json' && sent.has(name) && !names.includes(name)) {
      const message = `The contract writes it as ${shownAs(form, name)}: JSON in one text is not read.`;
      wrong.push({ parameter: name, message });
    }
    if (rules.size === 0) continue;
    for (const from of names) parameters.delete(from);
    const ordered = [...rules].sort(([one], [other]) => one - other).map(([, rule]) => rule);
    parameters.set(name, [...(form === 'repeated' ? (sent.get(name) ?? []) : []), JSON.stringify(ordered)]);
  }
  return { parameters, wrong };
}

/** A query string with its rules as JSON in one text, as the other readers of requests expect them. */
export function queryAsJson(query: string, forms: Forms | undefined): string {
  if (!forms) return query;
  const pairs = [...rulesAsJson(parseQuery(query), forms).parameters].flatMap(([name, values]) =>
    values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
  );
  return pairs.join('&');
}
