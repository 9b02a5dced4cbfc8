import type { Operation } from '../../spec/contract.ts';
import { fieldOf, type Row } from '../data/columns.ts';

/** A copy of `row` with another value at a dotted path; the row itself where a part of the path is missing. */
function withValue(row: Row, [step, ...rest]: readonly string[], value: unknown): Row {
  if (step === undefined || !(step in row)) return row;
  if (rest.length === 0) return row[step] === value ? row : { ...row, [step]: value };
  const inner = row[step];
  return typeof inner === 'object' && inner !== null ? { ...row, [step]: withValue(inner as Row, rest, value) } : row;
}

/**
 * The rows with every field that repeats a field of the row pointed at (`client.name`) as it stands there, after an imported
 * contract changed that row.
 *
 * @param rowsOf the rows of a list as they are served
 */
export function mirrored(
  { references }: Operation,
  rows: readonly Row[],
  rowsOf: (operationId: string) => readonly Row[],
): readonly Row[] {
  const flat = references.filter(({ path, mirrors }) => !path.includes('[]') && Object.keys(mirrors).length > 0);
  return flat.reduce<readonly Row[]>((all, { path, operation, member: field, mirrors }) => {
    const targets = new Map(rowsOf(operation).map((row) => [row[field], row]));
    return all.map((row) => {
      const target = targets.get(fieldOf(row, path));
      if (!target) return row;
      return Object.entries(mirrors).reduce((mended, [sibling, sources]) => {
        const values = sources.map((source) => fieldOf(target, source));
        const value = values.length === 1 ? values[0] : values.join(' ');
        return withValue(mended, sibling.split('.'), value);
      }, row);
    });
  }, rows);
}

/**
 * The rows with every list of ids whose rows point back (`recommendationsIds`) holding just those that do, after an imported
 * contract gave some of them another row to point at.
 *
 * @param rowsOf the rows of a list as they are served
 */
export function pointedBack(
  { references }: Operation,
  rows: readonly Row[],
  rowsOf: (operationId: string) => readonly Row[],
): readonly Row[] {
  const lists = references.flatMap(({ path, inverse, ...rest }) =>
    inverse !== undefined && /^[^[.]+\[\]$/.test(path) ? [{ ...rest, inverse, name: path.slice(0, -2) }] : [],
  );
  return lists.reduce<readonly Row[]>((all, { name, operation, member: field, inverse }) => {
    const pointing = new Map<unknown, unknown[]>();
    for (const target of rowsOf(operation)) {
      for (const id of [fieldOf(target, inverse)].flat())
        pointing.set(id, [...(pointing.get(id) ?? []), target[field]]);
    }
    return all.map((row) => {
      const now = row[name];
      const ids = pointing.get(row.id) ?? [];
      const isSame = !Array.isArray(now) || (now.length === ids.length && ids.every((id) => now.includes(id)));
      return isSame ? row : { ...row, [name]: ids };
    });
  }, rows);
}
