import type { Operation } from '../../spec/contract.ts';
import { honest, SAMPLE_CONTRACT, type SampleServer } from './sample.ts';
import type { Row } from './seen-lists.ts';

/**
 * Rows for samples, by path: those of the contract's own examples, repeated under new ids until there are enough.
 * @param count rows in each list
 */
export function sampleRows(count = 5): Record<string, Row[]> {
  return Object.fromEntries(SAMPLE_CONTRACT.operations.map((operation) => [operation.path, rowsOf(operation, count)]));
}

/** A server that keeps the contract over the contract's own examples. */
export function sampleServer(count = 5): SampleServer {
  return honest(sampleRows(count));
}

function rowsOf(operation: Operation, count: number): Row[] {
  const examples = Object.values(operation.responses['200']?.content?.['application/json']?.examples ?? {});
  const rows =
    examples.map(({ value }) => (value as { items?: Row[] }).items ?? []).find((items) => items.length > 0) ?? [];
  if (rows.length === 0) return [];
  return Array.from({ length: count }, (_, i) => renumbered(rows[i % rows.length] ?? {}, Math.floor(i / rows.length)));
}

/** The row itself the first time; later the same under an id of its own. */
function renumbered(row: Row, round: number): Row {
  const copy = structuredClone(row) as Record<string, unknown>;
  if (round === 0) return copy;
  if (typeof copy.id === 'number') copy.id += round * 1000;
  if (typeof copy.id === 'string') copy.id = copy.id.slice(0, -4) + (0xa000 + round).toString(16);
  return copy;
}
