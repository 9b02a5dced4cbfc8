import type { Case, Seen } from '../../harness/check.ts';
import { caseCheck } from '../../harness/check.ts';
import { envelope, rowKey, rowName } from '../../harness/seen-lists.ts';
import { cut } from './pages.ts';
import { type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';

/** PAG-02: pages 1..n, joined, are the whole list: every row once, none twice, whatever the page size. */
export const pag02 = caseCheck('PAG-02', function* (seen: Seen): Iterable<Case> {
  for (const operation of seen.contract.operations) {
    const pages = cut(seen, operation);
    if (!pages) continue;
    yield {
      operation: operation.id,
      depth: 'standard',
      asks: pages.asks,
      judge(...answers) {
        const means = `every row once over pages of ${pages.pageSize}`;
        const seenOn = new Map<string, number>();
        for (const [i, { answer }] of answers.entries()) {
          const page = pages.pages[i] ?? 0;
          const list = envelope(answer);
          if (!list) return { want: `page ${page} of ${pages.last}`, got: `status ${answer.status}` };
          for (const row of list.items) {
            const before = seenOn.get(rowKey(row));
            if (before !== undefined) return { want: means, got: `${rowName(row)} on pages ${before} and ${page}` };
            seenOn.set(rowKey(row), page);
          }
        }
        const whole = pages.pages.length === pages.last;
        if (whole && seenOn.size !== pages.list.totalCount) {
          return { want: `${pages.list.totalCount} rows over pages of ${pages.pageSize}`, got: `${seenOn.size}` };
        }
        const lost = whole ? pages.list.rows.find((row) => !seenOn.has(rowKey(row))) : undefined;
        return lost ? { want: means, got: `${rowName(lost)} on no page` } : undefined;
      },
    };
  }
});

const eight = sampleServer(8);

/** The rejected server counts pages from 0, so that page 1 is the second. */
export const samples: Samples = {
  passes: eight,
  rejects: (ask) => eight({ ...ask, target: ask.target.replace(/page=(\d+)/, (_, n) => `page=${Number(n) + 1}`) }),
};
