import { expect, test } from '@playwright/test';

import { createClock } from '../../../mocks/clock.ts';
import { createKeys, KeyError } from '../../../mocks/keys/keys.ts';
import { checkName } from '../../../mocks/web/portal/key-name.ts';

const store = () => createKeys(createClock(() => 1_000));

test('KEY-01 a generated key authenticates its own record', () => {
  const keys = store();
  const { record, value } = keys.generate('north', 'ci');
  expect(keys.authenticate(value)).toMatchObject({ id: record.id, providerId: 'north', name: 'ci', lastUsedAt: 1_000 });
});

test('KEY-02 KEY-15 values are unique, of one length, one alphabet, and 128 bits or more', () => {
  const keys = store();
  const values = Array.from({ length: 500 }, () => keys.generate('north', 'ci').value);
  expect(new Set(values).size).toBe(500);
  expect(values.filter((value) => !/^[A-Za-z0-9]{40}$/.test(value))).toEqual([]);
});

test('KEY-05 a mask shows the last four characters behind a fixed number of dots', () => {
  const { record, value } = store().generate('north', 'ci');
  expect(record.masked).toBe(`••••••••••••${value.slice(-4)}`);
});

test('KEY-06 KEY-08 a revoked value is dead and its record remains without a mask', () => {
  const keys = store();
  const { record, value } = keys.generate('north', 'ci');
  keys.revoke('north', record.id);
  expect(keys.authenticate(value)).toBeUndefined();
  expect(keys.list('north')).toMatchObject([{ id: record.id, status: 'revoked', masked: null }]);
});

test('KEY-09 KEY-10 regenerating gives another value and kills the one before, active or revoked', () => {
  const keys = store();
  const first = keys.generate('north', 'ci');
  const second = keys.regenerate('north', first.record.id);
  keys.revoke('north', first.record.id);
  const third = keys.regenerate('north', first.record.id);
  expect([first, second, third].map(({ value }) => keys.authenticate(value)?.status)).toEqual([
    undefined,
    undefined,
    'active',
  ]);
});

test('KEY-11 KEY-13 a deleted key and its record are gone, also after a new key of the same name', () => {
  const keys = store();
  const { record, value } = keys.generate('north', 'ci');
  keys.delete('north', record.id);
  expect(keys.list('north')).toEqual([]);
  keys.generate('north', 'ci');
  expect(keys.authenticate(value)).toBeUndefined();
});

test('KEY-14 revoking and deleting leave the siblings working', () => {
  const keys = store();
  const [a, b, c] = ['a', 'b', 'c'].map((name) => keys.generate('north', name));
  keys.revoke('north', a!.record.id);
  keys.delete('north', b!.record.id);
  expect(keys.authenticate(c!.value)?.name).toBe('c');
});

test("KEY-16 another provider's key can be neither seen nor changed", () => {
  const keys = store();
  const { record } = keys.generate('north', 'ci');
  expect(keys.list('south')).toEqual([]);
  for (const change of ['revoke', 'regenerate', 'delete'] as const) {
    expect(() => keys[change]('south', record.id)).toThrow(KeyError);
  }
});

test('AUTH-02 a truncated, extended, case-swapped or empty value authenticates nothing', () => {
  const keys = store();
  const { value } = keys.generate('north', 'ci');
  const swapped = value === value.toLowerCase() ? value.toUpperCase() : value.toLowerCase();
  for (const wrong of ['', value.slice(1), value.slice(0, -1), `${value}a`, ` ${value}`, swapped]) {
    expect(keys.authenticate(wrong), wrong.length.toString()).toBeUndefined();
  }
});

test('A key needs a name of 1 to 100 characters', () => {
  const keys = store();
  expect(() => keys.generate('north', ' ')).toThrow('Give the API key a name.');
  expect(() => keys.generate('north', 'x'.repeat(101))).toThrow('at most 100');
  expect(keys.generate('north', ' ci ').record.name).toBe('ci');
});

test('A name that looks like another is taken: in either Unicode form, with another case, or with other blanks', () => {
  const { record } = store().generate('north', 'Zürich  CI');
  for (const name of ['Zu\u0308rich CI', 'ZÜRICH ci', 'Zürich\u200b CI'])
    expect(() => checkName(name, [record]), name).toThrow('already. Choose another name.');
  expect(() => checkName('Zurich CI', [record])).not.toThrow();
});

test('A snapshot holds no value, and restoring it brings every working key back', () => {
  const keys = store();
  const live = keys.generate('north', 'live');
  const inactive = keys.generate('north', 'dead');
  keys.revoke('north', inactive.record.id);
  const text = JSON.stringify(keys.snapshot());
  expect(text).not.toContain(live.value);
  const restored = store();
  restored.restore(JSON.parse(text) as ReturnType<typeof keys.snapshot>);
  expect(restored.authenticate(live.value)?.name).toBe('live');
  expect(restored.authenticate(inactive.value)).toBeUndefined();
});

test('KEY-06 KEY-10 KEY-11 a value that was let in just before is as dead as any other', () => {
  const keys = store();
  const empty = keys.snapshot();
  const changes: Record<string, (id: string) => unknown> = {
    revoke: (id) => keys.revoke('north', id),
    regenerate: (id) => keys.regenerate('north', id),
    delete: (id) => keys.delete('north', id),
    restore: () => keys.restore(empty),
  };
  for (const [change, make] of Object.entries(changes)) {
    const { record, value } = keys.generate('north', change);
    expect([keys.authenticate(value)?.id, keys.authenticate(value)?.id], change).toEqual([record.id, record.id]);
    make(record.id);
    expect(keys.authenticate(value), change).toBeUndefined();
  }
});
