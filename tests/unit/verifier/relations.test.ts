import { expect, test } from '@playwright/test';
import { rel02 } from '../../contract/checks/rel-02.ts';
import { rel03 } from '../../contract/checks/rel-03.ts';
import { rel04 } from '../../contract/checks/rel-04.ts';
import type { Row } from '../../../verifier/model/known-lists.ts';
import { conforming, judgeSample, type SampleLists, type SampleServer } from '../../../verifier/samples/sample.ts';
import { sampleRows } from '../../../verifier/samples/sample-dataset.ts';

/** Serves one account until so many requests were answered, and another from then on. */
function changing(before: SampleLists, after: SampleLists, requests: number): SampleServer {
  const [first, then] = [conforming(() => before), conforming(() => after)];
  let count = 0;
  return (request) => ((count += 1) > requests ? then : first)(request);
}

/** The account after a client was merged into the next one, which has all that named it. */
function withClientMerged(lists: Record<string, Row[]>): SampleLists {
  const [first, next, ...others] = lists['/clients'] ?? [];
  const texts = ['id', 'name'].map((field) => [JSON.stringify(first?.[field]), JSON.stringify(next?.[field])] as const);
  const merged = texts.reduce((text, [was, is]) => text.replaceAll(was, is), JSON.stringify(lists));
  return { ...(JSON.parse(merged) as SampleLists), '/clients': next ? [next, ...others] : [] };
}

/** The account after a client got another name, everywhere. */
function withClientRenamed(lists: Record<string, Row[]>): SampleLists {
  const name = JSON.stringify(lists['/clients']?.[0]?.['name']);
  return JSON.parse(JSON.stringify(lists).replaceAll(name, '"Another name"')) as SampleLists;
}

for (const check of [rel02, rel03, rel04]) {
  test(`${check.clause} believes no contradiction that came about while the lists were read`, () => {
    for (const change of [withClientMerged, withClientRenamed]) {
      for (let requests = 1; requests < 12; requests += 1) {
        const verdict = judgeSample(check, changing(sampleRows(), change(sampleRows()), requests));
        expect(verdict.kind, `${change.name} after ${requests} requests`).not.toBe('fail');
      }
    }
  });
}

test('a uuid that its own list shows in capitals names the same row', () => {
  const lists: Record<string, Row[]> = sampleRows();
  const inCapitals = (path: string) =>
    (lists[path] ?? []).map((row) => ({ ...row, id: String(row['id']).toUpperCase() }));
  const mixed = { ...lists, '/clients': inCapitals('/clients'), '/users': inCapitals('/users') };
  expect(mixed['/clients'].some(({ id }) => /[A-F]/.test(id))).toBe(true);
  for (const check of [rel02, rel03, rel04])
    expect(
      judgeSample(
        check,
        conforming(() => mixed),
      ),
    ).toMatchObject({ kind: 'pass', notes: [] });
});
