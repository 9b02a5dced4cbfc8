import { expect, test } from '@playwright/test';
import { con14 } from '../../contract/checks/con-14.ts';
import { pag05 } from '../../contract/checks/pag-05.ts';
import { srt01 } from '../../contract/checks/srt-01.ts';
import type { Check } from '../../../verifier/check.ts';
import { deviations } from '../../../verifier/model/expected-page.ts';
import { listRequestFor, type KnownList } from '../../../verifier/model/known-lists.ts';
import { inOrder } from '../../../verifier/reread.ts';
import {
  bodyOf,
  broken,
  judgeSample,
  problem,
  sampleContract,
  type SampleServer,
} from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';

/** A server that answers nothing a second time: what is not read again stays as it was seen. */
const once = (server: SampleServer): SampleServer =>
  broken(server, (_, { fresh }) => (fresh === undefined ? undefined : problem(503, 'Service Unavailable')));

test('a response that contradicts a clause and cannot be read again makes it not-run, no pass', () => {
  const wrongTotals = broken(sampleServer(8), (response, { target }) =>
    target.includes('queryFilters') && response.status === undefined
      ? { body: { ...bodyOf(response), totalCount: bodyOf(response).totalCount + 9 } }
      : undefined,
  );
  expect(judgeSample(pag05, wrongTotals).kind).toBe('fail');
  const verdict = judgeSample(pag05, once(wrongTotals));
  expect(verdict).toMatchObject({ kind: 'not-run', why: expect.stringContaining('not as predicted') });
});

test('a list that is known to have changed explains a response that cannot be read again', () => {
  const oneLess = broken(sampleServer(8), (response, { target, fresh }) => {
    const body = bodyOf(response);
    if (fresh?.startsWith('still the same'))
      return { body: { ...body, totalCount: body.totalCount - 1, items: body.items.slice(1) } };
    if (fresh !== undefined) return problem(503, 'Service Unavailable');
    return target.includes('queryFilters') ? { body: { ...body, totalCount: body.totalCount + 9 } } : undefined;
  });
  const verdict = judgeSample(pag05, oneLess);
  expect(verdict.kind).toBe('pass');
  expect(verdict.notes).toContainEqual(expect.stringContaining('the list changed meanwhile'));
});

test('a page that is out of order in itself breaks the clause without being read again', () => {
  const disordered = broken(sampleServer(8), (response, { target }) =>
    target.includes('sortingRules') && response.status === undefined
      ? { body: { ...bodyOf(response), items: bodyOf(response).items.reverse() } }
      : undefined,
  );
  expect(judgeSample(srt01, once(disordered)).kind).toBe('fail');
});

test('CON-14 a list that was edited between two requests is no server that wavers', () => {
  const edited = (from: RegExp) =>
    broken(sampleServer(8), (response, { fresh = '' }) => {
      const body = bodyOf(response);
      return from.test(fresh) ? { body: { ...body, items: body.items.slice(1) } } : undefined;
    });
  const moved = judgeSample(con14, edited(/^again$|closely [34]/));
  expect(moved.kind).not.toBe('fail');
  expect(moved.notes).toContainEqual(expect.stringContaining('the list changed meanwhile'));
  expect(judgeSample(con14, edited(/^again$|closely [3]/)).kind).toBe('fail');
});

test('CON-14 a list that differed wherever any check requested it twice is requested closely', () => {
  const last = sampleContract().operations.at(-1)!;
  const twice: Check = {
    ...con14,
    requestGroups: (context) => [
      ...(con14.requestGroups?.(context) ?? []),
      { depth: 'quick', label: 'elsewhere', requests: [{ ...listRequestFor(context, last)!, fresh: 'elsewhere' }] },
    ],
  };
  const wavers = broken(sampleServer(8), (response, { operation, fresh = '' }) => {
    const body = bodyOf(response);
    const isOther = operation === last.id && /elsewhere|closely [24]/.test(fresh);
    return isOther ? { body: { ...body, items: body.items.slice(1) } } : undefined;
  });
  expect(judgeSample(con14, wavers, 'standard').kind).toBe('pass');
  expect(judgeSample(twice, wavers, 'standard').kind).toBe('fail');
});

test('a list that was read before and after counts only where it was read in this order', () => {
  const at = (...numbers: number[]) => numbers.map((n) => ({ n }));
  expect(inOrder(at(1, 2), at(3), at(4, 5))).toBe(true);
  expect(inOrder(at(1, 2), at(9), at(4, 5))).toBe(false);
  expect(inOrder(at(1, 6), at(3), at(7))).toBe(false);
});

test('ties may be in an order of texts that only the server knows, and not in the wrong direction', () => {
  const operation = sampleContract().operations.find(({ id }) => id === 'listUsers');
  const [first, last] = ['firstName', 'lastName'].map((name) => operation?.fields.find((field) => field.name === name));
  if (!operation || !first || !last) throw new Error('listUsers has no names');
  const sorts = [
    { field: first, direction: 'asc' },
    { field: last, direction: 'asc' },
  ] as const;
  const brokenBy = (...names: string[]) => {
    const items = names.map((lastName, id) => ({ id, firstName: 'Ann', lastName }));
    const shown = { rows: items, known: items, totalCount: items.length, complete: true, steps: new Map() };
    const list = { operation, first: { response: {} }, ...shown };
    const requested = { page: 1, pageSize: 100, paged: false, filters: [], within: [], sorts };
    const page = { page: 1, pageSize: 100, totalCount: items.length, items };
    return deviations(list as unknown as KnownList, requested, page).map(({ part }) => part);
  };
  expect(brokenBy('Alpha', 'O’Neill', 'Łódź', 'Zeta')).toEqual([]);
  expect(brokenBy('Alpha', 'Zeta', 'Beta')).toEqual(['order']);
});
