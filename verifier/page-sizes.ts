import type { Operation } from '../spec/contract.ts';

/** The size of a page that a contract allows, next to the one that is wanted: some allow a set of sizes, or steps alone. */
export function pageSizeNear({ parameters, maxPageSize }: Operation, wanted: number): number {
  const schema = parameters.find(({ name }) => name === 'pageSize')?.schema ?? {};
  const { minimum = 1, multipleOf: step = 1 } = schema;
  const set = (schema.enum ?? []).filter((size): size is number => typeof size === 'number').sort((a, b) => a - b);
  if (set.length > 0) return set.find((size) => size >= wanted) ?? set.at(-1)!;
  return Math.min(maxPageSize, Math.ceil(Math.max(minimum, wanted) / step) * step);
}
