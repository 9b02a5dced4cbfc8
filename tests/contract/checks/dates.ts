import { listCase } from '../../../verifier/case-check.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { KnownList } from '../../../verifier/model/known-lists.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { filterRequest, judgeFilter } from './filtered.ts';

/** Whether a rule's field holds dates. */
export function isDate({ operation }: KnownList, { field }: FilterRule): boolean {
  return operation.fields.find(({ name }) => name === field)?.type === 'date';
}

/**
 * Where `equal` to a date that a row shows does not find the row, a search right beside that date tells why: it finds the row if
 * the server stores more digits than it shows (SQL's datetime2 does). Then the date was cut, and the filter is right.
 */
export function besideCase(
  context: CheckContext,
  list: KnownList,
  rule: FilterRule,
  { requests, ...parts }: Omit<Case, 'depth'>,
): Case {
  const minute = 60_000;
  const rules = [
    ...['greaterThan', 'lessThan'].map((predicate) => ({ ...rule, predicate })),
    // Hidden digits cannot make up a minute, so a row found there is compared incorrectly.
    { ...rule, predicate: 'greaterThan', condition: moved(rule.condition, minute) },
    { ...rule, predicate: 'lessThan', condition: moved(rule.condition, -minute) },
  ];
  const beside = rules.flatMap((one) => filterRequest(context, list.operation, [one]) ?? []);
  const whole = { ...parts, depth: 'quick' as const, urgent: true, requests: [...requests, ...beside] };
  return listCase(list, whole, (base, response) => {
    if (list.steps.has(rule.field)) return { note: `${rule.field} is stored finer than it is shown` };
    const wrong = response && judgeFilter(base, [rule], response);
    return wrong && response && !('note' in wrong) ? { ...wrong, exchange: response.n } : wrong;
  });
}

function moved(date: string | null, ms: number): string {
  const at = Date.parse(`${(date ?? '').slice(0, 19)}Z`);
  return Number.isNaN(at) ? '' : new Date(at + ms).toISOString().slice(0, 19);
}

/** A warning for dates that are stored more precisely than shown, whichever the seed chose to compare. */
export function* finerDates({ operation, steps }: KnownList): Iterable<Case> {
  for (const [field, { digits, condition, exchange }] of steps) {
    yield {
      operation: operation.id,
      label: `precision of ${field}`,
      depth: 'quick',
      requests: [],
      judge: () => ({
        want: `${field} equal ${JSON.stringify(condition)} to find the rows that show this value`,
        got: `none of them: dates are stored finer than the ${digits} digits of a second that are shown`,
        tolerated: true,
        exchange,
      }),
    };
  }
}
