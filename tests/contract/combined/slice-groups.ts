import type { CheckContext } from '../../../verifier/check-context.ts';
import type { KnownList, Row } from '../../../verifier/model/known-lists.ts';
import { predictRules } from '../../../verifier/model/rules.ts';
import { fitsOnPage, groupsOf, type Group } from './groups.ts';
import type { Part } from './part.ts';
import { partsOf } from './parts.ts';

/** Rows that two filters should leave together, so that an order shows. */
const ENOUGH = 4;

/**
 * Groups for the slice of a list. Its filter joins others by `and` alone: those that each leave out rows of their own, two filters
 * that both count, and one after the other what takes more rows of the list than fit on a page; at `full` each filter.
 */
export function sliceGroups(context: CheckContext, list: KnownList, slice: KnownList): Group[] {
  const parts = partsOf(context, slice);
  const unequal = groupsOf(slice, parts).filter(({ operator }) => operator === 'and');
  const others = parts.filter((part) => part.kind !== 'unequal' && part.kind !== 'odd' && counts(slice, part));
  const isWide = (part: Part) => !fitsOnPage(list, alone(part));
  const single = context.depth === 'full' ? others : onePerField(others.filter(isWide));
  return [...unequal.slice(0, 1), ...pairOf(slice, others), ...unequal.slice(1), ...single.map(alone)];
}

const alone = (part: Part): Group => ({ operator: 'and', parts: [part] });

const takes = ({ operation }: KnownList, row: Row, { rule }: Part) => predictRules(operation, row, [rule]);

/** Whether a part takes rows and leaves rows out. */
function counts(slice: KnownList, part: Part): boolean {
  const matches = slice.known.map((row) => takes(slice, row, part));
  return matches.includes('yes') && matches.includes('no');
}

const onePerField = (parts: readonly Part[]) =>
  parts.filter(({ field }, i) => parts.findIndex((other) => other.field === field) === i);

/** Two filters of two fields, each of which leaves out rows that the other one takes. */
function pairOf(slice: KnownList, parts: readonly Part[]): Group[] {
  for (const [i, a] of parts.entries()) {
    const b = parts.slice(i + 1).find((other) => {
      if (other.field === a.field) return false;
      const both = slice.known.map((row) => `${takes(slice, row, a)} ${takes(slice, row, other)}`);
      const taken = both.filter((match) => match === 'yes yes').length;
      return taken >= ENOUGH && both.includes('yes no') && both.includes('no yes');
    });
    if (b) return [{ operator: 'and', parts: [a, b] }];
  }
  return [];
}
