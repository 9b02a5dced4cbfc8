import type { Field } from '../../../spec/contract.ts';
import { valueAt } from '../../../verifier/model/known-lists.ts';
import { sampleContract, type SampleLists } from '../../../verifier/samples/sample.ts';
import { sampleRows } from '../../../verifier/samples/sample-dataset.ts';
import type { dice } from '../dice.ts';

type Dice = ReturnType<typeof dice>;
type Value = string | number | boolean | null;

const LONG = 'a long text that is cut for display by some servers, and whose end tells it from others of its length: ';

const longText = (length: number) => LONG.repeat(6).slice(0, length - 1) + 'z';

/** Columns whose values are near each other, part of each other, odd, long, few, or all the same. */
const COLUMNS: Readonly<Partial<Record<Field['type'], readonly (readonly Value[])[]>>> = {
  string: [
    ['Open', 'In progress', 'open', 'Done', 'Not done'],
    ['item 9', 'item 10', '9.5', '10.25', '9', '10'],
    ['ab', 'abc', 'xabc', 'ABC', 'x ab c', 'Isar', 'isar'],
    [
      "O'Neill",
      'a "b"',
      '100%',
      'a_b',
      'Łódź',
      'straße',
      'a,b',
      'İzmir',
      'a\\b',
      'x & y',
      '(z)',
      'a+b',
      '松林',
      'e\u0301t',
    ],
    // As long as a condition may be, and longer: at each bound that the checks have.
    [...[79, 80, 81].map(longText), 'short'],
    [...[119, 120, 121, 122].map(longText), 'short'],
    [...[599, 600, 601].map(longText), `${'b'.repeat(300)}c`, `${'b'.repeat(300)}d`],
    // Two that only their ends tell apart, beside a longer one.
    [`${LONG}one${'x'.repeat(40)}`, `${LONG}two${'y'.repeat(40)}`, LONG.trim().repeat(5)],
    [`${LONG}one${'x'.repeat(40)}`, `${LONG}two${'y'.repeat(40)}`, `${LONG}other`, 'short', LONG.trim().repeat(6)],
    ['the same'],
    ['A', 'b', ' c', 'd ', ''],
    ['two words', 'Two Words', 'two  words', 'words two', 'null', 'twowords'],
    ['Dune', 'dune', 'Düne', 'DU\u0308NE', 'Dünen', 'z'],
  ],
  number: [[1499.5, 1499.25, 1500, 1499, 1500.5], [0, -1, 1, 0.5], [9, 10, 100], [7], [1.005, 1.004, 1.1, 1.11]],
  integer: [[0, 1, 2], [9, 10, 100, 99], [5], [-1, 0, 1]],
  boolean: [[true], [false], [true, false, false]],
  date: [
    ['2024-05-05T00:00:00', '2024-05-05T12:00:00', '2024-05-06T00:00:00', '2024-05-05T23:59:59'],
    ['2024-05-05T10:00:00.1', '2024-05-05T10:00:00.1000001', '2024-05-05T10:00:00', '2024-05-05T10:00:01'],
    ['2023-12-31T23:59:59', '2024-01-01T00:00:00', '2024-02-29T12:34:56'],
    ['2024-05-05T00:00:00'],
  ],
};

/** Rows of every list: those of the samples, with columns that are drawn. Identifiers and relations stay. */
export function drawnLists(count: number, drawn: Dice): SampleLists {
  const { random, pick } = drawn;
  const lists = structuredClone(sampleRows(count));
  for (const { path, fields, item } of sampleContract().operations) {
    const rows = lists[path] ?? [];
    for (const field of fields) {
      const isKept = field.member.includes('.') || field.member === 'id';
      if (isKept || item.properties?.[field.member]?.['x-known-values'] || random() < 0.25) continue;
      const column = pick(...(COLUMNS[field.type] ?? []), undefined);
      const nulls = field.nullable ? pick(0, 0, 0.2, 1) : 0;
      if (column === undefined) continue;
      for (const row of rows)
        if (valueAt(row, field.member) !== undefined)
          (row as Record<string, unknown>)[field.member] = random() < nulls ? null : pick(...column);
    }
  }
  return lists;
}
