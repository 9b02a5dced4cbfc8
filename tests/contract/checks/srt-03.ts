import { caseCheck, listCase } from '../../../verifier/case-check.ts';
import type { Outcome } from '../../../verifier/case.ts';
import type { CompletedExchange } from '../../../verifier/exchange.ts';
import { envelope, rowKey, rowName, type KnownList } from '../../../verifier/model/known-lists.ts';
import { bodyOf, broken, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { joinPages } from './sorted.ts';
import { sortings } from './srt-01.ts';
import { tiesCut } from './ties.ts';
import { everyPage } from '../combined/cases.ts';

/** SRT-03: sorting neither loses nor adds rows, null values included. It reads the responses to the requests of SRT-01. */
export const srt03 = caseCheck('SRT-03', function* (context) {
  for (const { list: known, rule, ...parts } of sortings(context, 'asc')) {
    const judge = (list: KnownList, ...responses: CompletedExchange[]): Outcome => {
      const means = `all ${list.totalCount} rows when sorted by ${parts.label}`;
      const wrongTotal = responses
        .map(({ response }) => envelope(response)?.totalCount)
        .find((total) => total !== list.totalCount);
      if (wrongTotal !== undefined) return { want: means, got: `totalCount ${wrongTotal}`, pointer: '/totalCount' };
      const rows = joinPages(responses);
      const room = responses.reduce((sum, { response }) => sum + Number(envelope(response)?.pageSize ?? 0), 0);
      const grown = list.totalCount > known.totalCount && list.totalCount > room;
      if (grown) return { note: 'the list grew beyond the pages that were requested' };
      if (typeof rows === 'string') return { want: means, got: rows };
      if (tiesCut(responses, rule)) return { note: TIES };
      const keys = new Set<string>();
      for (const row of rows) {
        if (keys.has(rowKey(row))) return { want: means, got: `${rowName(row)} twice` };
        keys.add(rowKey(row));
      }
      if (
        rows.length > list.totalCount ||
        (list.totalCount <= list.operation.maxPageSize && rows.length < list.totalCount)
      )
        return { want: means, got: `${rows.length} rows` };
      const lost = keys.size >= list.totalCount ? list.rows.find((row) => !keys.has(rowKey(row))) : undefined;
      return lost ? { want: means, got: `${rowName(lost)} missing` } : undefined;
    };
    yield listCase(known, parts, judge);
  }
  yield* everyPage(context, 'SRT-03');
});

const TIES = 'rows with equal values stand on both sides of a page border: SRT-06 judges those';

const NO_ID = '00000000-0000-0000-0000-000000000000';

/** A server whose sorted pages are changed. */
const changed = (change: (body: ReturnType<typeof bodyOf>) => object) =>
  broken(sampleServer(), (response, { target }) =>
    response.status === undefined && target.includes('sortingRules') ? { body: change(bodyOf(response)) } : undefined,
  );

/** The broken server drops the rows that are null in the sort field. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    broken(sampleServer(), (response, { target }) => {
      if (!target.includes('description') || !target.includes('sortingRules')) return undefined;
      const body = bodyOf(response);
      return { body: { ...body, items: body.items.filter((row) => row.description !== null) } };
    }),
    changed((body) => ({ ...body, totalCount: body.totalCount + 1 })),
    changed(({ items, ...body }) => ({ ...body, items: [...items.slice(0, -1), ...items.slice(0, 1)] })),
    changed(({ items, ...body }) => ({
      ...body,
      items: items.map((row, i) => (i === 0 ? { ...row, id: NO_ID } : row)),
    })),
  ],
};
