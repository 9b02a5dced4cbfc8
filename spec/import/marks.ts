import type { Operation } from '../openapi/operations.ts';
import { fieldAt, schemaFields, type ReferenceMark, type Schema } from '../openapi/schema.ts';
import { guessReference, type KnownLists } from './guess.ts';
import type { Notes } from './notes.ts';
import { hasParts } from '../record.ts';

/** The rows of one list in the new contract, and the old names of its fields. */
export interface Rows {
  readonly item: Schema;
  /** New path of a renamed field to its old one. */
  readonly renamed: ReadonlyMap<string, string>;
  /** What they pointed at in the contract so far. */
  readonly old?: Operation['references'] | undefined;
}

/** The same mark with the names that the rows pointed at have now; undefined when it points at nothing any more. */
function retargeted(mark: ReferenceMark, lists: ReadonlyMap<string, Rows>): ReferenceMark | undefined {
  const target = lists.get(mark.operation);
  if (!target) return undefined;
  const now = (path: string) => {
    const moved = [...target.renamed].find(([, from]) => from === path)?.[0] ?? path;
    return fieldAt(target.item, moved) ? moved : undefined;
  };
  const field = now(mark.member);
  if (field === undefined) return undefined;
  const mirrors = Object.entries(mark.mirrors ?? {}).flatMap(([name, sources]) => {
    const there = sources.map(now).filter((source) => source !== undefined);
    return there.length === sources.length ? [[name, there] as const] : [];
  });
  const { inverse: ours = '' } = mark;
  const back = ours === '' ? undefined : now(ours);
  const inverse = back !== undefined && holdsIds(target, ours, back, lists) ? back : undefined;
  return {
    operation: mark.operation,
    member: field,
    ...(mirrors.length > 0 && { mirrors: Object.fromEntries(mirrors) }),
    ...(inverse !== undefined && { inverse }),
  };
}

/** Whether a field of a list may still hold the ids that ours held; see {@link misfit}. */
function holdsIds({ item, old = [] }: Rows, ours: string, now: string, lists: ReadonlyMap<string, Rows>): boolean {
  const pointing = old.find(({ path }) => path.replace(/\[\]$/, '') === ours);
  const ids = pointing && fieldAt(lists.get(pointing.operation)?.item ?? {}, pointing.member)?.schema;
  return misfit(fieldAt(item, now)?.schema ?? {}, ids) === undefined;
}

/** Why the values of a list's field do not fit where they are named; undefined where they do, or may. */
function misfit(own: Schema, there: Schema | undefined): string | undefined {
  if (own.type === 'array' && own.items) return misfit(own.items, there);
  if (!there || own.type === undefined || there.type === undefined) return undefined;
  const [wanted, given] = [own, there].map(({ type, format, pattern }) => format ?? pattern ?? type);
  const numeric = own.type === 'number' && there.type === 'integer';
  if (own.type !== there.type && !numeric) return `${there.type} there, ${own.type} here`;
  const strict = own.type === 'string' && (own.format ?? own.pattern) !== undefined;
  return strict && wanted !== given ? `${given} there, ${wanted} here` : undefined;
}

/**
 * A copy of a document in which every `x-references` names what is there now. A field whose values cannot be those it
 * points at points there no more; a parameter of a path takes the schema of what it points at, for nothing else leads to its list.
 */
export function followTargets(value: unknown, lists: ReadonlyMap<string, Rows>, notes: Notes): unknown {
  if (Array.isArray(value)) return value.map((item) => followTargets(item, lists, notes));
  if (!hasParts(value)) return value;
  const stated = value['x-references'] as ReferenceMark | undefined;
  const mark = stated && retargeted(stated, lists);
  const there = mark && fieldAt(lists.get(mark.operation)?.item ?? {}, mark.member)?.schema;
  const parameter = value.in === 'path' ? (value.schema as Schema) : undefined;
  const why = misfit(parameter ?? value, there);
  if (mark && why !== undefined) {
    const words = parameter ? `{${String(value.name)}} follows them` : 'they are not the same ids';
    notes.at(
      `${mark.operation} ${mark.member}`,
      `The file has ${why}${parameter ? '' : ', where ours pointed at it'}: ${words}.`,
    );
  }
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'x-references') return mark && (why === undefined || parameter) ? [[key, mark] as const] : [];
    if (key === 'schema' && parameter && why !== undefined) return [[key, idOnly(there ?? {})] as const];
    return [[key, followTargets(inner, lists, notes)] as const];
  });
  return Object.fromEntries(entries);
}

/** What a parameter needs to know of the ids that it takes. */
function idOnly({ type, format, pattern, minimum, maximum }: Schema): Schema {
  const all = { type, format, pattern, minimum, maximum };
  return Object.fromEntries(Object.entries(all).filter(([, word]) => word !== undefined));
}

/**
 * The vendor's row with a guess of what each new id points at, by its name (`client.id`, `reviewId`).
 * @param old the row in the contract so far, whose fields need no guess
 */
export function guessReferences(item: Schema, old: Schema | undefined, lists: KnownLists): Schema {
  const known = new Set(old ? schemaFields(old).map(({ path }) => path) : []);
  const visit = (schema: Schema, at: string): Schema => ({
    ...schema,
    ...(schema.properties && {
      properties: Object.fromEntries(
        Object.entries(schema.properties).map(([name, fieldPath]) => {
          const path = at === '' ? name : `${at}.${name}`;
          const isId = fieldPath.format === 'uuid' || fieldPath.type === 'integer';
          const guess = isId && !known.has(path) ? guessReference(path, undefined, lists) : undefined;
          return [name, { ...visit(fieldPath, path), ...(guess && { 'x-references': guess }) }];
        }),
      ),
    }),
  });
  return visit(item, '');
}
