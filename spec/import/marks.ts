import { fieldAt, schemaFields, type ReferenceMark, type Schema } from '../openapi/schema.ts';
import { guessReference, type KnownLists } from './guess.ts';

/** The rows of one list in the new contract, and what its members were called before. */
export interface Rows {
  readonly item: Schema;
  /** New path of a renamed member to its old one. */
  readonly renamed: ReadonlyMap<string, string>;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

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
  const inverse = mark.inverse === undefined ? undefined : now(mark.inverse);
  return {
    operation: mark.operation,
    member: field,
    ...(mirrors.length > 0 && { mirrors: Object.fromEntries(mirrors) }),
    ...(inverse !== undefined && { inverse }),
  };
}

/** A copy of a document in which every `x-references` names what is there now. */
export function followTargets(value: unknown, lists: ReadonlyMap<string, Rows>): unknown {
  if (Array.isArray(value)) return value.map((item) => followTargets(item, lists));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    if (key !== 'x-references') return [[key, followTargets(inner, lists)] as const];
    const mark = retargeted(inner as ReferenceMark, lists);
    return mark ? [[key, mark] as const] : [];
  });
  return Object.fromEntries(entries);
}

/**
 * The vendor's row with a guess of what each new id points at, by its name (`client.id`, `reviewId`).
 *
 * @param old the row in the contract so far, whose members need no guess
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
