import type { Parameter } from '../openapi/operations.ts';
import { adopt } from './adopt.ts';
import type { Components, Json } from './components.ts';
import { guessReference, type KnownLists } from './guess.ts';

/** The JSON parameters, whose shape OpenAPI cannot tell in a way that tools agree on: ours stands. */
const JSON_PARAMETERS = ['queryFilters', 'sortingRules'];

interface Context {
  readonly components: Components;
  readonly keyHeader: string;
  readonly lists: KnownLists;
  /** The path as the vendor writes it, below the base. */
  readonly path: string;
  readonly note: (text: string) => void;
}

function mergeParameter(old: Parameter, now: Parameter, name: string): Parameter {
  if (JSON_PARAMETERS.includes(old.name)) return { ...old, 'x-evidence': 'documented' };
  const { 'x-evidence': _, nullable: __, ...schema } = adopt(now.schema ?? {});
  const merged = { ...old.schema, ...schema };
  // A page or a page size is a whole number from 1 in every contract; the vendor's silence does not open it.
  return {
    ...old,
    name,
    ...(now.required !== undefined && { required: now.required }),
    schema: merged,
    description: now.description ?? old.description ?? name,
    'x-evidence': 'documented',
  };
}

function newParameter(now: Parameter, { path, lists }: Context): Parameter {
  const { 'x-evidence': evidence = 'documented', ...schema } = adopt(now.schema ?? { type: 'string' });
  const reference = now.in === 'path' ? guessReference(now.name, path, lists) : undefined;
  return {
    name: now.name,
    in: now.in,
    ...(now.required !== undefined && { required: now.required }),
    ...(now.description !== undefined && { description: now.description }),
    schema,
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
export function mergeParameters(olds: readonly object[], nows: readonly Parameter[], context: Context): Json[] {
  const { components, keyHeader, note } = context;
  const known = olds.map((raw) => components.old('parameters', raw as Parameter));
  const relevant = nows.filter(({ name, in: place }) => {
    return place !== 'cookie' && !(place === 'header' && name.toLowerCase() === keyHeader.toLowerCase());
  });
  const match = (now: Parameter) =>
    known.find(({ value }) => {
      if (value?.in !== now.in) return false;
      return now.in === 'path' || value.name.toLowerCase() === now.name.toLowerCase();
    });
  const merged = relevant.map((now) => {
    const old = match(now);
    if (!old?.value) return newParameter(now, context) as unknown as Json;
    const name = now.in === 'path' ? now.name : old.value.name;
    if (name !== now.name) note(`${context.path}: the parameter ${now.name} keeps the spelling ${name}.`);
    return components.name('parameters', old.name, mergeParameter(old.value, now, name));
  });
  const silent = known.filter(({ value }) => {
    return value && value.in !== 'path' && !relevant.some((now) => match(now)?.value === value);
  });
  for (const { value } of silent) {
    note(`${context.path}: the vendor's file does not name ${value?.name}; kept as ${value?.['x-evidence']}.`);
  }
  const kept = silent.map(({ name, value }) => components.name('parameters', name, value ?? {}));
  return [...merged, ...kept];
}
