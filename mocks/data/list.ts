import { Memo } from '../memo.ts';
import type { Row } from './columns.ts';
import type { ListQuery } from './list-query.ts';
import { Table } from './table.ts';

/** How many pages a list keeps: of 100 rows, some 2 MB. */
const KEPT_PAGES = 64;

/** The rows of one operation, ready to be served: as a table, and as JSON bytes. */
export class List extends Table {
  /** All rows as JSON, each with a comma behind it; row i is bytes[starts[i] .. starts[i + 1]). */
  readonly #bytes: Buffer;
  readonly #starts: Uint32Array;
  /** The rows never change, so neither does a page. */
  readonly #pages = new Memo<Buffer>(KEPT_PAGES);

  constructor(rows: readonly Row[]) {
    super(rows);
    const texts = rows.map((row) => Buffer.from(`${JSON.stringify(row)},`));
    this.#bytes = Buffer.concat(texts);
    this.#starts = new Uint32Array(rows.length + 1);
    texts.forEach((text, index) => (this.#starts[index + 1] = this.#starts[index]! + text.length));
  }

  /**
   * The body that answers a query: the envelope around the rows of its page.
   *
   * @param text what the query was read from; a body that is asked for by the same text again is kept
   */
  page(query: ListQuery, text: string): Buffer {
    return this.#pages.get(text, () => this.#makePage(query));
  }

  #makePage({ page, pageSize, filters, sorting }: ListQuery): Buffer {
    const selected = this.select(filters, sorting);
    const totalCount = selected?.length ?? this.rows.length;
    const first = Math.min((page - 1) * pageSize, totalCount);
    const parts = this.#slices(selected, first, Math.min(first + pageSize, totalCount));
    return Buffer.concat([Buffer.from(envelopeStart(page, pageSize, totalCount)), ...parts, END]);
  }

  /** The bytes of the rows from one place of the selection to another, with commas between them. */
  #slices(selected: Uint32Array | null, from: number, to: number): Buffer[] {
    const starts = this.#starts;
    const slice = (first: number, last: number, comma: number) =>
      this.#bytes.subarray(starts[first], starts[last + 1]! - comma);
    if (to <= from) return [];
    if (!selected) return [slice(from, to - 1, 1)];
    return Array.from({ length: to - from }, (_, at) => {
      const index = selected[from + at]!;
      return slice(index, index, from + at === to - 1 ? 1 : 0);
    });
  }
}

const END = Buffer.from(']}');

const envelopeStart = (page: number, pageSize: number, totalCount: number) =>
  `{"page":${String(page)},"pageSize":${String(pageSize)},"totalCount":${String(totalCount)},"items":[`;
