import type { Parameter } from '../openapi/operations.ts';
import { RULE_PARAMETERS, ruleForm, shownAs } from '../openapi/rule-form.ts';
import type { Schema } from '../openapi/schema.ts';
import { allows, sampleValue } from '../sample-value.ts';
import { adopt } from './adopt.ts';
import type { Components } from './components.ts';
import { guessReference, type KnownLists } from './guess.ts';
import type { Notes } from './notes.ts';
import type { VendorParameter } from './vendor.ts';
import type { Json } from '../record.ts';

/** OpenAPI leaves these to `content` and `security`: a header parameter of such a name is ignored. */
const NO_PARAMETER = /^(?:accept|content-type|authorization)$/i;

interface Context {
  readonly components: Components;
  /** Headers that carry the key. */
  readonly keyHeaders: readonly string[];
  readonly lists: KnownLists;
  /** The path as the vendor writes it, below the base. */
  readonly path: string;
  readonly notes: Notes;
}

/** How a vendor's file has a parameter, in its own words. */
function formInWords({ schema = {}, style, explode }: VendorParameter): string {
  const kind =
    schema.type === 'array'
      ? `an array of ${schema.items?.type ?? 'anything'}`
      : `${/^[aeio]/.test(schema.type ?? '') ? 'an' : 'a'} ${schema.type}`;
  return [kind, style && `\`style: ${style}\``, explode === false && '`explode: false`'].filter(Boolean).join(', ');
}

/** Whether a schema has rules as the contract knows them: with a field, as far as it names members. */
function holdsRules({ type, items, properties }: Schema): boolean {
  if (type === 'array') return items === undefined || holdsRules(items);
  return properties === undefined || 'field' in properties;
}

/** A parameter that holds rules: in the vendor's form, where suites and mock can write and read it. */
function mergeRules(old: Parameter, now: VendorParameter, name: string, { path, notes }: Context): Parameter {
  const { required: _, ...ours } = inText(old);
  const demanded = now.required === true ? { required: true } : {};
  if (now.required === true && old.required !== true)
    notes.at(path, `Clients must now send ${name} (query); the suites send a rule that keeps every row.`);
  const documented: Parameter = { ...ours, ...demanded, 'x-evidence': 'documented' };
  const { schema = {}, style, explode } = now;
  if (now.content) {
    notes.at(`${path} ${name}`, 'The file writes it as JSON (`content`), which is what suites and mock send and read.');
    return documented;
  }
  const form = ruleForm(now);
  if (form === 'json') return documented;
  const words = formInWords(now);
  if (form === undefined || !holdsRules(schema)) {
    const why = form === undefined ? 'which cannot hold rules' : 'without a field that rules could name';
    notes.at(
      `${path} ${name}`,
      `The file writes it as ${words}, ${why}; ours, JSON in one text, stays as it was observed.`,
    );
    return { ...documented, 'x-evidence': 'observed' };
  }
  notes.at(
    `${path} ${name}`,
    `The file writes it as ${words}: suites and mock write and read it so (${shownAs(form, name)}), not as JSON in one text, as was observed.`,
  );
  const { 'x-evidence': __, unread: ___, nullable: ____, ...adopted } = adopt(schema);
  const { examples, example: text = Object.values(examples ?? {})[0]?.value, ...rest } = documented;
  return {
    ...rest,
    ...(style !== undefined && { style }),
    ...(explode !== undefined && { explode }),
    ...(now.description !== undefined && { description: now.description }),
    schema: adopted,
    ...(text !== undefined && { example: exampleIn(adopted, text) }),
  };
}

/** Ours as JSON in one text, in whatever form an earlier import wrote it. */
function inText(old: Parameter): Parameter {
  if (ruleForm(old) === 'json') return old;
  const { style: _, explode: __, example, ...rest } = old;
  const [rule] = [example].flat();
  const text = typeof rule === 'string' ? rule : JSON.stringify(rule);
  return { ...rest, schema: { type: 'string' }, ...(rule !== undefined && { example: text }) };
}

/** Our example, JSON in one text, as a value of the vendor's schema: Swagger UI sends the example. */
function exampleIn({ type, items }: Schema, text: unknown): unknown {
  const { operator: _, ...rule } = JSON.parse(String(text)) as Record<string, unknown>;
  const written = items?.type === 'string' ? JSON.stringify(rule) : rule;
  return type === 'array' ? [written] : rule;
}

const COUNTED = /^page(?:Size)?$/;

/** The schema of a page or a page size without numbers below 1, which suites and mock do not count with. */
function fromOne(schema: Schema, place: string, notes: Notes): Schema {
  const { minimum = 1 } = schema;
  if (minimum >= 1) return schema;
  notes.at(place, `The file allows ${minimum}; suites and mock count from 1, and ours stays.`);
  return { ...schema, minimum: 1 };
}

function mergeParameter(old: Parameter, now: VendorParameter, name: string, context: Context): Parameter {
  if (RULE_PARAMETERS.some((rules) => rules === old.name)) return mergeRules(old, now, name, context);
  const { path, notes } = context;
  const required = now.required === true || (old.in === 'path' && old.required === true);
  const demanded = required ? { required } : {};
  const { 'x-evidence': _, nullable: __, unread: ___, ...schema } = adopt(now.schema ?? {});
  const { required: ____, ...ours } = old;
  const same = schema.type === undefined || schema.type === old.schema?.type;
  if (!same) notes.at(`${path} ${name}`, `The file has ${schema.type} there; ours (${old.schema?.type}) stays.`);
  // A page or a page size is a whole number from 1 in every contract; the vendor's silence does not open it.
  const { default: usual, ...said } = same ? { ...old.schema, ...schema } : (old.schema ?? {});
  const merged = COUNTED.test(old.name) ? fromOne(said, `${path} ${name}`, notes) : said;
  const fits = usual === undefined || allows(merged, usual);
  if (!fits && schema.default !== undefined)
    notes.at(
      `${path} ${name}`,
      `Its default, ${JSON.stringify(usual)}, is none of the values that the file allows, and is left out.`,
    );
  return {
    ...ours,
    name,
    ...demanded,
    schema: { ...merged, ...(fits && usual !== undefined && { default: usual }) },
    description: now.description ?? old.description ?? name,
    'x-evidence': 'documented',
  };
}

function newParameter(now: VendorParameter, { path, lists, notes }: Context): Parameter {
  const { 'x-evidence': evidence = 'documented', unread: _, ...said } = adopt(now.schema ?? {});
  const whole: Schema = said.type === undefined ? { type: 'string' } : said;
  // What stands below `content` is JSON in one text.
  const schema: Schema = now.content ? { type: 'string' } : whole;
  const reference = now.in === 'path' ? guessReference(now.name, path, lists) : undefined;
  const demanded = now.in !== 'path' && now.required === true;
  const filled = whole.type === 'array' ? { ...whole, minItems: whole.minItems || 1 } : whole;
  const value = now.example ?? whole.default ?? sampleValue(filled, 1);
  const example = now.content && typeof value !== 'string' ? JSON.stringify(value) : value;
  if (demanded) {
    notes.at(path, `Clients must now send ${now.name} (${now.in}); the suites send ${JSON.stringify(example)}.`);
  }
  return {
    name: now.name,
    in: now.in,
    ...(now.required !== undefined && { required: now.required }),
    ...(now.description !== undefined && { description: now.description }),
    ...(now.style !== undefined && { style: now.style }),
    ...(now.explode !== undefined && { explode: now.explode }),
    schema,
    ...(demanded && { example }),
    'x-evidence': evidence,
    ...(reference && { 'x-references': reference }),
  };
}

/**
 * The parameters of an operation: the vendor's, with our additions; only ours where the vendor does not mention paging, filters
 * and sorting, which every list of the contract has.
 * @param olds the operation's parameters in the contract so far (of any list, for an operation that is new)
 */
export function mergeParameters(olds: readonly object[], nows: readonly VendorParameter[], context: Context): Json[] {
  const { components, keyHeaders, notes } = context;
  const known = olds.map((raw) => components.old('parameters', raw as Parameter));
  const isKey = (name: string) => keyHeaders.some((header) => header.toLowerCase() === name.toLowerCase());
  const relevant = nows.filter(
    ({ name, in: place }) => place !== 'cookie' && !(place === 'header' && (isKey(name) || NO_PARAMETER.test(name))),
  );
  const match = (now: Parameter) =>
    known.find(({ value }) => {
      if (value?.in !== now.in) return false;
      return now.in === 'path' || value.name.toLowerCase() === now.name.toLowerCase();
    });
  const merged = relevant.map((now) => {
    const old = match(now);
    if (!old?.value) return newParameter(now, context) as unknown as Json;
    const name = now.in === 'path' ? now.name : old.value.name;
    if (name !== now.name) notes.at(context.path, `The parameter ${now.name} keeps the spelling ${name}.`);
    return components.name('parameters', old.name, mergeParameter(old.value, now, name, context));
  });
  const silent = known.filter(({ value }) => {
    return value && value.in !== 'path' && !relevant.some((now) => match(now)?.value === value);
  });
  if (silent.length > 0) {
    const names = silent.map(({ value }) => value?.name).join(', ');
    const bare = (name: string) => name.replaceAll(/[^a-z]/gi, '').toLowerCase();
    const alike = relevant.filter(({ name }) => silent.some(({ value }) => bare(value?.name ?? '') === bare(name)));
    const spelt =
      alike.length > 0 ? ` A server that knows only ${alike.map(({ name }) => name).join(', ')} ignores them.` : '';
    notes.at(context.path, `The vendor's file does not name the parameters ${names}; kept as they were known.${spelt}`);
  }
  const path = known.filter(
    ({ value }) => value?.in === 'path' && !relevant.some((now) => match(now)?.value === value),
  );
  const kept = [...path, ...silent].map(({ name, value }) => components.name('parameters', name, value ?? {}));
  return [...merged, ...kept];
}
