import { expect, test } from '@playwright/test';
import type { Check } from '../../../verifier/check.ts';
import { bodyOf, broken, conforming, trySample, type SampleServer } from '../../../verifier/samples/sample.ts';
import { sampleRows } from '../../../verifier/samples/sample-dataset.ts';
import { fil05 } from '../../contract/checks/fil-05.ts';
import { pag03 } from '../../contract/checks/pag-03.ts';
import { pag05 } from '../../contract/checks/pag-05.ts';
import { srt03 } from '../../contract/checks/srt-03.ts';

/** A list of meetings of nine pages, which is not read whole; the other lists are empty. */
const long = conforming(() => ({ '/meetings': sampleRows(900)['/meetings'] ?? [] }));

const tried = (check: Check, server: SampleServer) => trySample(check, server, 'standard');

const params = (target: string) => new URLSearchParams(target.split('?')[1]);

/** The first of a request's filters, without how it is joined. */
const firstRule = (target: string) =>
  /"field":"[^"]*","predicate":"[^"]*","condition":"[^"]*"/.exec(params(target).get('queryFilters') ?? '')?.[0];

/** The rules of a request that joins filters by `and`. */
const joinedIn = (target: string): { field: string }[] => {
  const rules = JSON.parse(params(target).get('queryFilters') ?? '[]') as { field: string; operator?: string | null }[];
  return Array.isArray(rules) && rules[0]?.operator === 'and' ? rules : [];
};

test('a list that is not known whole is judged by a slice: the rows that one filter takes, read whole', () => {
  const { verdict, sent } = tried(pag03, long);
  expect(verdict.kind).toBe('pass');
  const [search, ...others] = sent
    .map(({ request }) => request.target)
    .filter((target) => target.startsWith('/meetings?'));
  expect(params(search ?? '').get('queryFilters')).toMatch(
    /^\{"field":"id","predicate":"lessThan","condition":"\d+"\}$/,
  );
  const within = others.filter((target) => firstRule(target) === firstRule(search ?? ''));
  expect(within.some((target) => Number(params(target).get('page')) > 1)).toBe(true);
});

test('a sorted page of a long list that begins a row too late breaks SRT-03', () => {
  const late = broken(long, (response, { target }) => {
    const query = params(target);
    if (!query.has('sortingRules') || !(Number(query.get('page')) > 1)) return undefined;
    const body = bodyOf(response);
    return { body: { ...body, items: body.items.slice(1) } };
  });
  expect(tried(srt03, late).verdict.kind).toBe('fail');
});

test('a total of two filters on a long list that counts a row too many breaks PAG-05', () => {
  const more = broken(long, (response, { target }) => {
    if (joinedIn(target).length < 2) return undefined;
    const body = bodyOf(response);
    return { body: { ...body, totalCount: body.totalCount + 1 } };
  });
  expect(tried(pag05, more).verdict.kind).toBe('fail');
});

test('two filters that lose a row of a long list, and do not count it, break FIL-05', () => {
  const lossy = broken(long, (response, { target }) => {
    if (joinedIn(target).length < 2) return undefined;
    const body = bodyOf(response);
    return { body: { ...body, items: body.items.slice(1), totalCount: body.totalCount - 1 } };
  });
  expect(tried(fil05, lossy).verdict.kind).toBe('fail');
});

/** Whether requests for meetings are made within the first filter that was tried, where such pages come for filters alone. */
const isSlice = (change: (body: ReturnType<typeof bodyOf>) => object) => {
  const server = broken(long, (response, { target }) => {
    const isSearch =
      target.startsWith('/meetings?page=1&pageSize=100&queryFilters') && !target.includes('sortingRules');
    return isSearch ? { body: { ...bodyOf(response), ...change(bodyOf(response)) } } : undefined;
  });
  const targets = tried(pag03, server).sent.map(({ request }) => request.target);
  const search = targets.find((target) => target.startsWith('/meetings?page=1&pageSize=100&queryFilters')) ?? '';
  return targets.some((target) => Number(params(target).get('page')) > 1 && firstRule(target) === firstRule(search));
};

test('rows are no slice where they are few, not all on the page, come twice, or are not what the filter takes', () => {
  expect(isSlice(() => ({}))).toBe(true);
  expect(isSlice(({ items }) => ({ items: items.slice(0, 7), totalCount: 7 }))).toBe(false);
  expect(isSlice(({ totalCount }) => ({ totalCount: totalCount + 1 }))).toBe(false);
  expect(isSlice(({ items }) => ({ items: [...items.slice(1), ...items.slice(-1)] }))).toBe(false);
  expect(isSlice(({ items }) => ({ items: items.map((row) => ({ ...row, id: 5000 + Number(row.id) })) }))).toBe(false);
});
