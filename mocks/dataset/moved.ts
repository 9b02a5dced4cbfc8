import type { Contract } from '../../spec/contract.ts';
import { fieldAt } from '../../spec/openapi/schema.ts';
import { sampleValue } from '../../spec/sample-value.ts';
import type { Row } from '../data/columns.ts';
import { fits } from './conform.ts';

/** New values by old ones, by field, by list. */
export type Moved = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<unknown, unknown>>>;

/** What rows are pointed at by: `listClients id` and the like. */
function targetsOf({ operations }: Contract): Map<string, Set<string>> {
  const targets = new Map<string, Set<string>>();
  for (const { references, parent } of operations) {
    for (const { operation, member: field } of parent ? [...references, parent] : references) {
      targets.set(operation, (targets.get(operation) ?? new Set()).add(field));
    }
  }
  return targets;
}

/**
 * New ids for rows whose ids the contract has in another type than their makers: whatever points at them follows, so that
 * relations stay whole.
 */
export function movedIds(contract: Contract, lists: Readonly<Record<string, readonly object[]>>): Moved {
  const all = new Map<string, Map<string, Map<unknown, unknown>>>();
  for (const [id, fields] of targetsOf(contract)) {
    const item = contract.operations.find((operation) => operation.id === id)?.item;
    const rows = (lists[id] ?? []) as readonly Row[];
    for (const fieldPath of fields) {
      const schema = item && fieldAt(item, fieldPath)?.schema;
      if (!schema || rows.length === 0 || rows.every((row) => fits(row[fieldPath], schema))) continue;
      const taken = new Set<unknown>();
      const ids = new Map<unknown, unknown>();
      let salt = 1;
      for (const row of rows) {
        let value = sampleValue(schema, (salt += 1));
        for (let turn = 0; taken.has(value) && turn < 50; turn += 1) value = sampleValue(schema, (salt += 1));
        taken.add(value);
        ids.set(row[fieldPath], value);
      }
      all.set(id, (all.get(id) ?? new Map<string, Map<unknown, unknown>>()).set(fieldPath, ids));
    }
  }
  return all;
}

/** The rows with their new ids. */
export function withMoved(
  rows: readonly Row[],
  moved: ReadonlyMap<string, ReadonlyMap<unknown, unknown>> | undefined,
): readonly Row[] {
  if (!moved) return rows;
  return rows.map((row) => {
    const ids = [...moved].map(
      ([fieldName, values]) => [fieldName, values.get(row[fieldName]) ?? row[fieldName]] as const,
    );
    return { ...row, ...Object.fromEntries(ids) };
  });
}
