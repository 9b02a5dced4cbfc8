import type { Case, Seen } from '../../harness/check.ts';
import { caseCheck } from '../../harness/check.ts';
import { disorder } from '../../harness/model/order.ts';
import { comparable } from '../../harness/model/values.ts';
import { envelope, seenList, listAskFor, valueAt } from '../../harness/seen-lists.ts';
import { type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';

/** SRT-01: for every documented sort field, `asc` yields non-decreasing values over the whole list, across pages. */
export const srt01 = caseCheck('SRT-01', function* (seen: Seen): Iterable<Case> {
  for (const operation of seen.contract.operations) {
    const list = seenList(seen, operation);
    if (!list) continue;
    const pages = list.complete ? [1] : [1, 2];
    for (const field of operation.fields) {
      const distinct = new Set(list.rows.map((row) => comparable(field, valueAt(row, field.member))));
      if (field.evidence === 'assumed' || distinct.size < 2) continue;
      const sort = { field: field.name, direction: 'asc' } as const;
      const asks = pages.map((page) => listAskFor(seen, operation, { page, pageSize: operation.maxPageSize, sort }));
      if (!asks.every((ask) => ask !== null)) continue;
      yield {
        operation: operation.id,
        depth: 'standard',
        asks,
        judge(...answers) {
          const rows = [];
          for (const { answer } of answers) {
            const page = envelope(answer);
            if (!page) return { want: `rows sorted by ${field.name}`, got: `status ${answer.status}` };
            rows.push(...page.items);
          }
          const wrong = disorder(rows, field, 'asc');
          if (!wrong) return undefined;
          const shown = [wrong.before, wrong.after].map((value) => JSON.stringify(value));
          return {
            want: `${field.name} non-decreasing`,
            got: `${shown[0]} before ${shown[1]} (rows ${wrong.at} and ${wrong.at + 1})`,
          };
        },
      };
    }
  }
});

const sampled = sampleServer();

/** The rejected server ignores the sorting by one field of one list. */
export const samples: Samples = {
  passes: sampled,
  rejects: (ask) => sampled(ask.target.includes('lastName') ? { ...ask, target: '/users' } : ask),
};
