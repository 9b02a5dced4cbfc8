import type { Scenario, Usual } from './scenario.ts';

const USUAL_ROWS = 130;

/** A client that is slow with the usual rows would not finish twenty times as many. */
const tooSlow =
  (rows: number) =>
  ({ requests, seconds }: Usual, patience: number): string | undefined => {
    const expected = seconds * (rows / USUAL_ROWS);
    return requests > 2 && expected > patience * 0.7
      ? `it would take some ${Math.round(expected)} s with ${rows} rows: raise --timeout`
      : undefined;
  };

const rows = (id: string, count: number, sentence: string): Scenario => ({
  id,
  sentence,
  expects: 'success',
  nature: 'calm',
  data: { rows: count },
  ...(count > 200 && { weight: count / 500, unfit: tooSlow(count) }),
});

/** Scenarios without a disturbance: the first is the reference for all others, and the amount of data differs. */
export const calm: readonly Scenario[] = [
  {
    id: 'undisturbed',
    sentence: 'Nothing unusual happens; each list has 130 rows.',
    expects: 'success',
    nature: 'calm',
  },
  {
    id: 'undisturbed-again',
    sentence: 'The same once more: what differs now differs by itself.',
    expects: 'success',
    nature: 'calm',
  },
  rows('empty-account', 0, 'The IT provider has no data yet: every list is empty.'),
  rows('one-row', 1, 'Every list has a single row.'),
  rows('rows-100', 100, 'Every list has exactly one full page.'),
  rows('rows-101', 101, 'Every list has one row more than a page.'),
  rows('rows-250', 250, 'Every list has two and a half pages.'),
  rows('rows-2600', 2600, 'Every list has 26 pages.'),
];
