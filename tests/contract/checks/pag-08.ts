import fc from 'fast-check';
import { caseCheck } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { generated } from '../../../verifier/generated.ts';
import { envelope, listRequestFor, knownList, type KnownList } from '../../../verifier/model/known-lists.ts';
import { type Samples } from '../../../verifier/samples/sample.ts';
import { understanding, withQuery } from '../../../verifier/samples/sample-change.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { operationsOf, rotated } from './rotate.ts';
import { expects400 } from './rejected.ts';

const PARAMETERS = ['pageSize', 'page'] as const;
/** Values that are no whole number of at least 1; public clients have sent such ones. */
const WRONG = ['0', '-1', 'abc', '1e1', '1.5', '', '0x10', ' 5', '5;', 'null', '١', 'last', 'all', 'true', '1,5'];

/** PAG-08: sizes over 100, and values of 0, negative, fractional, empty, junk or in exponent notation get 400. */
export const pag08 = caseCheck('PAG-08', function* (context) {
  const lists = operationsOf(context).length;
  for (const [nth, operation] of operationsOf(context).entries()) {
    const list = knownList(context, operation);
    if (!list) continue;
    const over = String(operation.maxPageSize + 1);
    // The kinds that the clause names, each on two lists in every standard run; they do not depend on the seed.
    const sure = [
      ['pageSize', over],
      ['pageSize', '0'],
      ['page', '-1'],
      ['pageSize', 'abc'],
      ['page', '0'],
      ['pageSize', '1e1'],
      ['page', '1.5'],
      ['pageSize', ''],
      ['page', '7x'],
    ] as const;
    for (const [i, [name, value]] of rotated(sure, context).entries()) {
      yield* caseOf(
        context,
        list,
        name,
        [value],
        nth === 0 && i < 3 ? 'quick' : [nth, (nth + 4) % lists].includes(i % lists) ? 'standard' : 'full',
      );
    }
    yield* repeated(context, list, nth === 0 ? 'standard' : 'full');
    for (const name of PARAMETERS) {
      if (nth === 0) for (const value of WRONG) yield* caseOf(context, list, name, [value], 'full');
      const junk = fc.string({ minLength: 1, maxLength: 6 }).filter((text) => !/^[\s+]*\d+\s*$/.test(text));
      const negative = fc.integer({ max: 0 }).map(String);
      const fraction = fc
        .double({ min: 0.01, max: 50, noNaN: true })
        .filter((n) => !Number.isInteger(n))
        .map((n) => n.toFixed(2));
      yield* generated(context, {
        name: `PAG-08 ${operation.id} ${name}`,
        arbitrary: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...WRONG) }, junk, negative, fraction),
        runs: nth === 0 ? 5 : 3,
        toCase: (value) => caseOf(context, list, name, [value], 'full')[0] ?? null,
      });
    }
  }
});

function caseOf(
  context: CheckContext,
  list: KnownList,
  name: string,
  values: readonly string[],
  depth: Case['depth'],
): Case[] {
  const request = listRequestFor(context, list.operation, { more: values.map((value) => [name, value] as const) });
  const told = values.map((value) => `${name}=${JSON.stringify(value)}`).join('&');
  return request
    ? [{ operation: list.operation.id, label: told, depth, requests: [request], judge: expects400(told) }]
    : [];
}

/** A size that is sent twice: no document says which counts, or that both are rejected. Any other size or a 5xx is wrong. */
function repeated(context: CheckContext, list: KnownList, depth: Case['depth']): Case[] {
  const sizes = ['5', '7'];
  const rejected = expects400('pageSize="5"&pageSize="7"');
  return caseOf(context, list, 'pageSize', sizes, depth).map((one) => ({
    ...one,
    judge(exchange) {
      const page = envelope(exchange.response);
      if (page === null) return rejected(exchange);
      const want = '400, or a page of 5 or of 7, for pageSize=5&pageSize=7';
      const size = String(page.pageSize);
      return sizes.includes(size) ? undefined : { want, got: `a page of ${size}` };
    },
  }));
}

/** The broken server reads an invalid value as the default. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    understanding(sampleServer(), (request) =>
      withQuery(request, (query) => !/^\d+$/.test(query.get('pageSize') ?? '1') && query.delete('pageSize')),
    ),
    // It reads a size that is sent twice as the default.
    understanding(sampleServer(), (request) =>
      withQuery(request, (query) => query.getAll('pageSize').length > 1 && query.delete('pageSize')),
    ),
  ],
};
