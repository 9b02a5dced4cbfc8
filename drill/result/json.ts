import type { Reference } from './reference.ts';
import { clip, isEffort } from './effort.ts';

type Json = unknown;

/** The values of a text that is JSON, or has one JSON value on each line; undefined where it is neither. */
export function jsonIn(text: string): Json {
  const trimmed = text.trim();
  const whole = parse(trimmed);
  if (whole !== undefined) return typeof whole === 'object' ? whole : undefined;
  const lines = trimmed.split(/\r?\n/).filter((line) => line.trim() !== '');
  const values = lines.map((line) => (/^\s*[[{]/.test(line) ? parse(line) : undefined));
  if (values.length > 1 && values.every((value) => value !== undefined)) return values;
  return embedded(lines);
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Most places at which a JSON value may begin; messages may come before it, or after it. */
const MOST_STARTS = 20;

function embedded(lines: readonly string[]): Json {
  const starts = lines.flatMap((line, at) => (/^[[{]/.test(line) ? [at] : [])).slice(0, MOST_STARTS);
  for (const start of starts) {
    const last = lines.findLastIndex((line) => /[\]}]\s*$/.test(line));
    const value = parse(lines.slice(start, last + 1).join('\n'));
    if (typeof value === 'object' && value !== null) return value;
  }
  return undefined;
}

/** Every leaf of a value by its path; `[]` stands for each index. An empty list or object is a leaf. */
export function leaves(value: Json, path = '$', into = new Map<string, string[]>()): Map<string, string[]> {
  const inner =
    typeof value === 'object' && value !== null
      ? Array.isArray(value)
        ? value.map((one: Json) => [`${path}[]`, one] as const)
        : Object.entries(value).map(([name, one]) => [`${path}.${name}`, one as Json] as const)
      : [];
  if (inner.length === 0) into.set(path, [...(into.get(path) ?? []), JSON.stringify(value)]);
  for (const [name, one] of inner) leaves(one, name, into);
  return into;
}

/** The values in `ones` that `others` lacks, each as often as it is missing. */
function lacking(ones: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const one of others) left.set(one, (left.get(one) ?? 0) + 1);
  return ones.filter((one) => {
    const n = left.get(one) ?? 0;
    left.set(one, n - 1);
    return n <= 0;
  });
}

/** The value without the leaves at these paths, as text; lists sorted where their order does not matter. */
function canonical(value: Json, without: ReadonlySet<string>, ordered: boolean, path = '$'): string | undefined {
  if (without.has(path)) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((one: Json) => canonical(one, without, ordered, `${path}[]`) ?? '');
    return `[${(ordered ? items : items.sort()).join()}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .map(([name, one]) => [name, canonical(one as Json, without, ordered, `${path}.${name}`)] as const)
    .filter(([, text]) => text !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, text]) => `${JSON.stringify(name)}:${text ?? ''}`).join()}}`;
}

const nameIn = (path: string) => /([^.[\]]+)(?:\[\])*$/.exec(path)?.[1] ?? path;

/** How another value's leaves differ, by the most telling path. */
function described(expected: ReadonlyMap<string, string[]>, actual: ReadonlyMap<string, string[]>): string {
  const paths = [...new Set([...expected.keys(), ...actual.keys()])];
  const differences = paths.flatMap((path) => {
    const [ones, others] = [expected.get(path) ?? [], actual.get(path) ?? []];
    const [missing, more] = [lacking(ones, others), lacking(others, ones)];
    if (missing.length + more.length === 0) return [];
    const parts = [
      ...(missing.length > 0 ? [`${missing.length} of ${ones.length} missing, such as ${clip(missing[0])}`] : []),
      ...(more.length > 0 ? [`${more.length} more, such as ${clip(more[0])}`] : []),
    ];
    return [{ size: missing.length + more.length, id: /\.id$/.test(path), text: `${path}: ${parts.join('; ')}` }];
  });
  differences.sort((a, b) => Number(b.id) - Number(a.id) || b.size - a.size);
  return differences[0]?.text ?? 'the same values in another arrangement';
}

/** The reference of two results that are JSON; undefined where one is not, or nothing in them is equal. */
export function jsonReference(first: string, second: string): Reference | undefined {
  const [one, other] = [jsonIn(first), jsonIn(second)];
  if (one === undefined || other === undefined) return undefined;
  const [expected, again] = [leaves(one), leaves(other)];
  const paths = [...new Set([...expected.keys(), ...again.keys()])];
  const effort = paths.filter((path) => isEffort(nameIn(path)));
  const own = paths.filter(
    (path) =>
      !effort.includes(path) &&
      lacking(expected.get(path) ?? [], again.get(path) ?? []).length +
        lacking(again.get(path) ?? [], expected.get(path) ?? []).length >
        0,
  );
  const without = new Set([...effort, ...own]);
  if (paths.every((path) => without.has(path))) return undefined;
  const ordered = canonical(one, without, true) === canonical(other, without, true);
  const wanted = canonical(one, without, ordered);
  if (wanted !== canonical(other, without, ordered)) return undefined;
  const kept = (all: ReadonlyMap<string, string[]>) => new Map([...all].filter(([path]) => !left(path)));
  // A field about the run may be new in a disturbed run: `retries` where nothing was retried before.
  const left = (path: string) => without.has(path) || isEffort(nameIn(path));
  return {
    leftOut: [...own, ...(ordered ? [] : ['the order of lists'])],
    difference(text, inAnyOrder = false) {
      const value = jsonIn(text);
      if (value === undefined) return `no JSON, where the undisturbed result is: ${clip(text)}`;
      const actual = leaves(value);
      const all = new Set([...without, ...[...actual.keys()].filter(left)]);
      if (canonical(value, all, ordered) === wanted) return null;
      if (inAnyOrder && canonical(value, all, false) === canonical(one, without, false)) return null;
      return described(kept(expected), kept(actual));
    },
  };
}
