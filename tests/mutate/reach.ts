import type { Tests } from './copy.ts';
import type { Recorded } from './harness/main.ts';

/**
 * The tests to show a change to: those that come by it, then the others of their files (a test may leave to the next what it has
 * read). What noticed an earlier change of the file goes first, then what is quick and comes by little else. Tests that fail
 * while nothing is changed are left out.
 *
 * @param at the number of the change
 * @param mostMs how much of them, by the time that they took
 * @param first names of tests (`nameOf`) that noticed earlier changes of the file
 */
export function testsFor(at: number, records: readonly Recorded[], mostMs: number, first: readonly string[]): Tests[] {
  const sound = records.filter(({ passed }) => passed);
  const costs = (test: Recorded) => (first.includes(nameOf(test)) ? 0 : (test.ms + 10) * (test.hits.length + 5));
  const byCosts = (tests: readonly Recorded[]) => tests.toSorted((a, b) => costs(a) - costs(b));
  const near = byCosts(sound.filter(({ hits }) => hits.includes(at)));
  const files = [...new Set(near.map(({ file }) => file))];
  const far = byCosts(sound.filter((test) => files.includes(test.file) && !near.includes(test)));
  let left = mostMs;
  const take = (file: string, tests: readonly Recorded[]): Tests => {
    const own = tests.filter((test) => test.file === file && test.title !== '');
    return { file, titles: own.filter(({ ms }) => ms < left && (left -= ms) > 0).map(({ title }) => title) };
  };
  const all = [near, far].flatMap((tests) => files.map((file) => take(file, tests)));
  return all.filter(({ titles }) => titles.length > 0);
}

export const nameOf = ({ file, title }: Pick<Recorded, 'file' | 'title'>): string => `${file} ${title}`;
