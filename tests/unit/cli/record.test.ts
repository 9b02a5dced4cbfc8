import { expect, test } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import fc from 'fast-check';
import { recordCommand } from '../../../cli/record.ts';
import { otherWord } from '../../../cli/record/letters.ts';
import { scrub } from '../../../cli/record/scrub.ts';
import { whole } from '../../../cli/record/whole.ts';
import { startMock } from '../../../mocks/index.ts';
import type { OwnData, Row } from '../../../mocks/types.ts';
import { loadContract } from '../../../spec/contract.ts';

const contract = loadContract();
const DAY = 86_400_000;

/** Every text in a value that is no date and no word of the contract. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

const client = (name: string, i: number): Row => ({
  ...{ id: `0e6a3f52-8f0c-4c3e-9a57-${String(i).padStart(12, '0')}`, name, createdDate: '2019-01-01T00:00:00' },
  ...{ isActive: true, deactivatedDate: null, lastReviewDate: '2024-03-18T14:05:09.517' },
  ...{ lastAssignedMemberActivityDate: null, alignmentScore: 87.5 },
});

const scrubbed = (data: OwnData) => scrub(contract, data, randomBytes(32)).data as Record<string, Row[]>;

test('no text over three characters of any alphabet is left, and each keeps its length', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.lorem({ maxCount: 4 }),
    fc.emailAddress(),
    fc.webUrl(),
    fc.constantFrom(
      'Jürgen Weiß',
      '株式会社テスト',
      'Ольга Петрова',
      'ירושלים שלנו',
      "O'Brien & Sons",
      '🔥🔥🔥🔥',
      '+49 30 1234567',
      '\u{2f800}  ',
      '\u{2f81a}\u{2f9b2}',
      'µµµµ',
    ),
  );
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), (names) => {
      const { listClients: rows = [] } = scrubbed({ listClients: names.map(client) });
      const file = texts(rows).join('\n');
      const told = names.filter((name) => /[\p{L}\p{N}]/u.test(name) && name.length > 3);
      for (const name of told) expect(file.includes(name), name).toBe(false);
      rows.forEach((row, i) => expect(String(row['name'])).toHaveLength(names[i]!.length));
    }),
    { numRuns: 150 },
  );
});

/** Where characters stand alone in their block, or none is normal; scripts with thousands of alike are left out. */
const ODD_PLACES = [
  [0, 0x3000],
  [0xa000, 0xac00],
  [0xf900, 0x11c00],
  [0x16a00, 0x17000],
  [0x1bc00, 0x20000],
  [0x2f800, 0x2fa20],
] as const;

test('every letter, number and sign has another of its length', () => {
  const alone = ODD_PLACES.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i))
    .map((code) => String.fromCodePoint(code))
    .filter((char) => /[\p{L}\p{N}\p{So}]/u.test(char) && otherWord(char, () => 0) === char);
  expect(alone).toEqual([]);
  expect(otherWord('\u{2f800}µ', () => 0)).toHaveLength(3);
});

test('names agree wherever they stand, addresses keep their form, dates their order and how they are written', () => {
  const users = [
    { id: client('', 1)['id'], firstName: 'Dana', lastName: "O'Brien", roleName: 'vCIO', lastLoginDate: null },
  ];
  const listMeetings = [
    {
      ...{ id: 4711, status: 'Past', title: 'DANA asks', purpose: 'https://dana.example.com/a?b=1', location: null },
      ...{
        startDate: '2024-02-28T10:00:00.12',
        endDate: '2024-02-29T10:00:00',
        summaryDescription: 'dana@msp.example',
      },
      ...{ recommendationIds: [], client: { id: client('', 2)['id'], name: 'Birch' } },
      createdBy: { id: client('', 1)['id'], fullName: "Dana O'Brien" },
    },
  ];
  const { listUsers = [], listMeetings: meetings = [] } = scrubbed({ listUsers: users, listMeetings });
  const [user, meeting] = [listUsers[0]!, meetings[0]!];
  expect(meeting['createdBy']).toEqual({
    id: user['id'],
    fullName: `${String(user['firstName'])} ${String(user['lastName'])}`,
  });
  expect([user['roleName'], meeting['status'], meeting['location'], user['lastLoginDate']]).toEqual([
    'vCIO',
    'Past',
    null,
    null,
  ]);
  expect(meeting['id']).not.toBe(4711);
  const first = String(user['firstName']);
  expect(meeting['title']).toContain(first.toUpperCase());
  expect(meeting['purpose']).toMatch(
    new RegExp(`^https://${first.toLowerCase()}\\.[a-z]{7}\\.[a-z]{3}/[a-z]\\?[a-z]=\\d$`),
  );
  expect(meeting['summaryDescription']).toMatch(new RegExp(`^${first.toLowerCase()}@[a-z]{3}\\.[a-z]{7}$`));
  const [start, end] = [String(meeting['startDate']), String(meeting['endDate'])];
  expect(start).toMatch(/^\d{4}-\d\d-\d\dT10:00:00\.12$/);
  expect(Date.parse(`${end}Z`) - Date.parse(`${start.slice(0, 19)}Z`)).toBe(DAY);
  expect(Number(start.slice(0, 4))).toBeLessThan(2024);
});

test('the same rows are scrubbed otherwise each time: nothing is kept that leads back', () => {
  const rows = { listClients: [client('Birchwood Dental Group', 1)] };
  expect(scrubbed(rows)).not.toEqual(scrubbed(rows));
});

test('rows that point at what was not read are left out, and pointers that may be null become null', () => {
  const review = (id: number, name: string, n: number) => ({
    id,
    client: client(name, n),
    assignedVCIO: { id: 'gone', fullName: 'x' },
  });
  const { data, dropped } = whole(contract, {
    listClients: [client('Birch', 1)],
    listUsers: [],
    listReviews: [review(1, 'Birch', 1), review(2, 'Gone', 9)],
    listFindings: [
      { id: 5, review: { id: 1 } },
      { id: 6, review: { id: 2 } },
    ],
  });
  expect((data['listReviews'] as Row[]).map(({ id, assignedVCIO }) => [id, assignedVCIO])).toEqual([[1, null]]);
  expect((data['listFindings'] as Row[]).map(({ id }) => id)).toEqual([5]);
  expect(dropped['listReviews']).toEqual({ rows: 1, pointers: 1 });
});

test('mitp record writes a file for its owner alone, which the mock serves', async () => {
  const out = test.info().outputPath('data.json');
  let said = '';
  const output = { say: (text: string) => void (said += `${text}\n`), print: () => undefined, exit: () => undefined };
  const options = ['--embedded', '--out', out, '--lists', 'listClients,listUsers,listReviews'];
  await recordCommand(output).parseAsync(options, { from: 'user' });
  expect(said).toContain('Read listClients 260, listUsers 26, listReviews 520.');
  expect(statSync(out).mode & 0o777).toBe(0o600);
  const data = JSON.parse(readFileSync(out, 'utf8')) as OwnData;
  await using mock = await startMock({ data });
  const response = await fetch(`${mock.baseUrl}/reviews`, { headers: { 'mitp-api-key': mock.keys.active } });
  expect(await response.json()).toMatchObject({ totalCount: 520, items: (data['listReviews'] as Row[]).slice(0, 100) });
  await expect(startMock({ data: { listClients: [{ id: 1 }] } })).rejects.toThrow(/the data breaks the contract/);
});
