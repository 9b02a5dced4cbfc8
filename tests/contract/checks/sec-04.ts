import { rawAsk } from '../../harness/asks.ts';
import { caseCheck, type Case } from '../../harness/check.ts';
import { header, type Ask } from '../../harness/exchange.ts';
import { listAskFor } from '../../harness/seen-lists.ts';
import { type Samples } from '../../harness/sample.ts';
import { answering } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { operationsOf } from './rotate.ts';

/** A tag that no page has; harmless where it lands. */
const MARK = '<mitp-echo>';

/** SEC-04: input is never echoed as HTML. */
export const sec04 = caseCheck('SEC-04', function* (seen): Iterable<Case> {
  const path = rawAsk(`/no-such-list/${encodeURIComponent(MARK)}`);
  yield caseOf('any path', 'path', 'quick', path);
  yield caseOf('any path', 'path, for a browser', 'standard', {
    ...path,
    headers: { ...path.headers, accept: 'text/html' },
  });
  for (const [nth, operation] of operationsOf(seen).entries()) {
    const filter = { field: MARK, predicate: 'equal', condition: MARK };
    const asks = [
      listAskFor(seen, operation, { page: MARK }),
      listAskFor(seen, operation, { filter }),
      listAskFor(seen, operation, { more: [['sortingRules', MARK]] }),
    ];
    for (const [i, ask] of asks.entries()) {
      const depth = nth === 0 && i < 2 ? 'standard' : 'full';
      if (ask)
        yield caseOf(operation.id, `parameter ${i}`, depth, {
          ...ask,
          headers: { ...ask.headers, accept: 'text/html, */*' },
        });
    }
  }
});

function caseOf(operation: string, label: string, depth: Case['depth'], ask: Ask): Case {
  return {
    operation,
    label,
    depth,
    asks: [ask],
    judge({ answer }) {
      const type = header(answer, 'content-type') ?? '';
      const sniffed = type === '' && /^\s*</.test(answer.text);
      const echoed = answer.text.includes(MARK) && (/html|xml|svg/i.test(type) || sniffed);
      return echoed
        ? { want: `${MARK} escaped or left out`, got: `it as it was sent, in ${type || 'a body without a type'}` }
        : undefined;
    },
  };
}

/** The rejected server says in HTML what it did not find. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: answering(sampleServer(), ({ target }) =>
    target.startsWith('/no-such-list')
      ? { status: 404, headers: { 'content-type': 'text/html' }, body: `<p>No ${decodeURIComponent(target)} here` }
      : undefined,
  ),
};
