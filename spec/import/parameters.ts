import type { Parameter } from '../openapi/operations.ts';
import type { Schema } from '../openapi/schema.ts';
import { sampleValue } from '../sample-value.ts';
import { adopt } from './adopt.ts';
import type { Components, Json } from './components.ts';
import { guessReference, type KnownLists } from './guess.ts';
import type { Notes } from './notes.ts';
import type { VendorParameter } from './vendor.ts';

/** The JSON parameters, whose shape OpenAPI cannot tell in a way that tools agree on: ours stands. */
const JSON_PARAMETERS = ['queryFilters', 'sortingRules'];

interface Context {
  readonly components: Components;
  /** Headers that carry the key. */
  readonly keyHeaders: readonly string[];
  readonly lists: KnownLists;
  /** The path as the vendor writes it, below the base. */
  readonly path: string;
  readonly notes: Notes;
}

/** How a vendor's file has a parameter, in its own words; undefined where that is a plain text. */
function otherForm({ schema = {}, style, content }: VendorParameter): string | undefined {
  if (content) return 'JSON (`content`)';
  if (style === 'deepObject') return '`style: deepObject`';
  if (schema.type === 'array') return `an array of ${schema.items?.type ?? 'anything'}`;
  return schema.type === 'object' ? 'an object' : undefined;
}

function mergeParameter(old: Parameter, now: VendorParameter, name: string, { path, notes }: Context): Parameter {
  const required = now.required === true || (old.in === 'path' && old.required === true);
  const demanded = required ? { required } : {};
  if (JSON_PARAMETERS.includes(old.name)) {
    const form = otherForm(now);
    const { required: _, ...ours } = old;
    if (form === undefined) return { ...ours, ...demanded, 'x-evidence': 'documented' };
    notes.at(`${path} ${name}`, `The file writes it as ${form}; ours, JSON in one text, stays as it was observed.`);
    return { ...ours, ...demanded };
  }
  const { 'x-evidence': _, nullable: __, unread: ___, ...schema } = adopt(now.schema ?? {});
  const { required: ____, ...ours } = old;
  const same = schema.type === undefined || schema.type === old.schema?.type;
  if (!same) notes.at(`${path} ${name}`, `The file has ${schema.type} there; ours (${old.schema?.type}) stays.`);
  return {
    ...ours,
    name,
    ...demanded,
    // A page or a page size is a whole number from 1 in every contract; the vendor's silence does not open it.
    schema: same ? { ...old.schema, ...schema } : (old.schema ?? {}),
    description: now.description ?? old.description ?? name,
    'x-evidence': 'documented',
  };
}

function newParameter(now: VendorParameter, { path, lists, notes }: Context): Parameter {
  const { 'x-evidence': evidence = 'documented', unread: _, ...said } = adopt(now.schema ?? {});
  const schema: Schema = said.type === undefined ? { type: 'string' } : said;
  const reference = now.in === 'path' ? guessReference(now.name, path, lists) : undefined;
  const demanded = now.in !== 'path' && now.required === true;
  const example = now.example ?? schema.default ?? sampleValue(schema, 1);
  if (demanded) {
    notes.at(path, `Clients must now send ${now.name} (${now.in}); the suites send ${JSON.stringify(example)}.`);
  }
  return {
    name: now.name,
    in: now.in,
    ...(now.required !== undefined && { required: now.required }),
    ...(now.description !== undefined && { description: now.description }),
    schema,
    ...(demanded && { example }),
    'x-evidence': evidence,
    ...(reference && { 'x-references': reference }),
  };
}

/**
 * The parameters of an operation: the vendor's, with what ours say beyond them; ours alone where the vendor is silent on
 * paging, filters and sorting, which every list of the contract takes.
 *
 * @param olds the operation's parameters in the contract so far (of any list, for an operation that is new)
 */
export function mergeParameters(olds: readonly object[], nows: readonly VendorParameter[], context: Context): Json[] {
  const { components, keyHeaders, notes } = context;
  const known = olds.map((raw) => components.old('parameters', raw as Parameter));
  const isKey = (name: string) => keyHeaders.some((header) => header.toLowerCase() === name.toLowerCase());
  const relevant = nows.filter(({ name, in: place }) => place !== 'cookie' && !(place === 'header' && isKey(name)));
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
    notes.at(context.path, `The vendor's file does not name the parameters ${names}; kept as they were known.`);
  }
  const path = known.filter(
    ({ value }) => value?.in === 'path' && !relevant.some((now) => match(now)?.value === value),
  );
  const kept = [...path, ...silent].map(({ name, value }) => components.name('parameters', name, value ?? {}));
  return [...merged, ...kept];
}
