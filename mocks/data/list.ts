import type { Kept } from '../engine/memo.ts';
import { keepHead } from '../http/cached-head.ts';
import type { CachedQuery } from '../engine/query-cache.ts';
import type { Row } from './columns.ts';
import type { ListQuery } from './list-query.ts';
import { Table } from './table.ts';

const ROWS_AT_ONCE = 1000;

/** The rows of one operation, ready to be served: as a table, and as JSON bytes. */
export class List extends Table {
  /** All rows as JSON, each with a comma behind it; row i is bytes[starts[i] .. starts[i + 1]). */
  readonly #bytes: Buffer;
  readonly #starts: Float64Array;
  /** Pages by the request that they are for. The rows never change, so neither does a page. */
  readonly #pages: Kept<CachedQuery, Buffer>;

  constructor(rows: readonly Row[], pages: Kept<CachedQuery, Buffer>) {
    super(rows);
    this.#pages = pages;
    this.#starts = new Float64Array(rows.length + 1);
    this.#bytes = Buffer.concat(this.#written(rows));
  }

  /** The bytes of the rows, some thousand rows at a time: a buffer for each row would weigh more than the row. */
  #written(rows: readonly Row[]): Buffer[] {
    const parts: Buffer[] = [];
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const texts = rows.slice(from, from + ROWS_AT_ONCE).map((row, place) => {
        const text = `${JSON.stringify(row)},`;
        this.#starts[from + place + 1] = this.#starts[from + place]! + Buffer.byteLength(text);
        return text;
      });
      parts.push(Buffer.from(texts.join('')));
    }
    return parts;
  }

  /** The body of the response to a query: the envelope around the rows of its page. */
  page(query: ListQuery, cachedQuery: CachedQuery): Buffer {
    if (!cachedQuery.kept) return this.#makePage(query);
    const known = this.#pages.get(cachedQuery);
    if (known) return known;
    const made = keepHead(this.#makePage(query));
    this.#pages.set(cachedQuery, made);
    return made;
  }

  #makePage({ page, pageSize, filters, sorting }: ListQuery): Buffer {
    const { total, indexes } = this.select(filters, sorting, (page - 1) * pageSize, pageSize);
    const head = `{"page":${page},"pageSize":${pageSize},"totalCount":${total},"items":[`;
    const starts = this.#starts;
    let length = 0;
    for (const index of indexes) length += starts[index + 1]! - starts[index]!;
    // The comma behind the last row gives way to the end.
    const rowsEnd = head.length + Math.max(0, length - 1);
    const body = Buffer.allocUnsafe(rowsEnd + END.length);
    let at = body.write(head, 'latin1');
    for (let from = 0; from < indexes.length;) {
      // Rows that stand side by side are copied together.
      let to = from + 1;
      while (to < indexes.length && indexes[to] === indexes[to - 1]! + 1) to += 1;
      at += this.#bytes.copy(body, at, starts[indexes[from]!], starts[indexes[to - 1]! + 1]);
      from = to;
    }
    body.write(END, rowsEnd, 'latin1');
    return body;
  }
}

const END = ']}';
