import type { FaultHooks, ListContext, PageOfRows } from '../faults/hooks.ts';
import type { Row } from './columns.ts';
import type { ListQuery } from './list-query.ts';
import { Table } from './table.ts';

type Hooks = {
  readonly [Name in 'rows' | 'filter' | 'sort' | 'page' | 'envelope']: FaultHooks[Name] | undefined;
};
type Rows = (list: ListContext) => readonly Row[] | undefined;

const originalPage = (rows: readonly Row[], { page, pageSize }: ListQuery): PageOfRows => ({
  items: rows.slice((page - 1) * pageSize, page * pageSize),
  totalCount: rows.length,
});

const originalEnvelope = ({ items, totalCount }: PageOfRows, { page, pageSize }: ListQuery): unknown => ({
  page,
  pageSize,
  totalCount,
  items,
});

/**
 * Serves a list step by step, each step open to faults: slower than the ready bytes, and the same bytes when no hook
 * changes anything. Gives undefined when there is no such list.
 */
export function faultyPage(hooks: Hooks, originalRows: Rows) {
  const rowsOf = hooks.rows?.(originalRows) ?? originalRows;
  const filter = hooks.filter?.((rows, rules) => new Table(rows).selectRows(rules, []));
  const sort = hooks.sort?.((rows, rules) => new Table(rows).selectRows([], rules));
  const page = hooks.page?.(originalPage) ?? originalPage;
  const envelope = hooks.envelope?.(originalEnvelope) ?? originalEnvelope;
  return (list: ListContext, query: ListQuery): Buffer | undefined => {
    const all = rowsOf(list);
    if (!all) return undefined;
    const { filters, sorting } = query;
    const kept = filter ? filter(all, filters, list) : new Table(all).selectRows(filters, []);
    const ordered = sort ? sort(kept, sorting, list) : new Table(kept).selectRows([], sorting);
    return Buffer.from(JSON.stringify(envelope(page(ordered, query, list), query, list)) ?? '');
  };
}
