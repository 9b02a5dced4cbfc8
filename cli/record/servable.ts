import type { OwnData, Row } from '../../mocks/types.ts';
import type { Contract, Schema } from '../../spec/contract.ts';

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rows without the fields that the contract does not know, because the mock serves only those of the contract. */
export function servable({ operations }: Contract, data: OwnData): { data: OwnData; left: string[] } {
  const left = new Set<string>();
  const inside = (value: unknown, schema: Schema, name: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => inside(one, schema.items ?? {}, name));
    if (!isRow(value) || !schema.properties) return value;
    const entries = Object.entries(value).flatMap(([key, one]) => {
      const field = schema.properties?.[key];
      if (field === undefined && schema.additionalProperties === false) left.add(`${name}.${key}`);
      return field === undefined && schema.additionalProperties === false
        ? []
        : [[key, field ? inside(one, field, `${name}.${key}`) : one] as const];
    });
    return Object.fromEntries(entries);
  };
  const rows = (list: readonly Row[], id: string) => {
    const item = operations.find((one) => one.id === id)?.item ?? {};
    return list.map((row) => inside(row, item, id) as Row);
  };
  const changed = Object.entries(data).map(([id, part]) => {
    if (Array.isArray(part)) return [id, rows(part as readonly Row[], id)] as const;
    const lists = Object.entries(part).map(([key, list]) => [key, rows(list as readonly Row[], id)] as const);
    return [id, Object.fromEntries(lists)] as const;
  });
  return { data: Object.fromEntries<OwnData[string]>(changed), left: [...left] };
}
