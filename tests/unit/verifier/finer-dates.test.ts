import { expect, test } from '@playwright/test';
import { fil01 } from '../../contract/checks/fil-01.ts';
import { broken, conforming, judgeSample, type SampleResponse } from '../../../verifier/samples/sample.ts';
import { withFilters } from '../../../verifier/samples/sample-change.ts';
import { sampleRows } from '../../../verifier/samples/sample-dataset.ts';

/** The rows of a server that stores seven digits of a second, some of them zero. */
const rows = () =>
  JSON.parse(
    JSON.stringify(sampleRows(3)).replace(/(T\d\d:\d\d:\d\d)"/g, (_, time: string) => `${time}.1234567"`),
  ) as ReturnType<typeof sampleRows>;

const cut = (digits: number, response: SampleResponse): SampleResponse => ({
  ...response,
  body: JSON.parse(
    JSON.stringify(response.body).replace(/(T\d\d:\d\d:\d\d)\.(\d+)"/g, (_, time: string, all: string) =>
      digits === 0 ? `${time}"` : `${time}.${all.slice(0, digits)}"`,
    ),
  ) as unknown,
});

/** What FIL-01 finds where dates are shown with fewer digits than they are stored with. */
function found(digits: number, server = conforming(rows)) {
  const verdict = judgeSample(
    fil01,
    broken(server, (response) => cut(digits, response)),
  );
  return verdict.kind === 'fail'
    ? verdict.findings.map(({ got, tolerated = false }) => `${tolerated ? 'warns' : 'fails'}: ${got}`)
    : [verdict.kind];
}

test('FIL-01 dates that are stored finer than they are shown are a warning, with the digits', () => {
  expect(found(7)).toEqual(['pass']);
  for (const digits of [0, 3])
    expect(new Set(found(digits))).toEqual(
      new Set([`warns: none of them: dates are stored finer than the ${digits} digits of a second that are shown`]),
    );
});

test('FIL-01 a date that a search misses, or finds beyond the digits that are hidden, is compared wrongly', () => {
  const server = conforming(rows);
  const never = broken(server, (_, request) =>
    /"predicate":"(equal|greaterThan|lessThan)"/.test(decodeURIComponent(request.target)) &&
    request.target.includes('Date')
      ? server(withFilters(request, (rules) => rules.map((rule) => ({ ...rule, condition: '1990-01-01T00:00:00' }))))
      : undefined,
  );
  expect(found(3, never).join('\n')).toContain('fails: ');
  const always = broken(server, (_, request) =>
    /"predicate":"(greaterThan|lessThan)"/.test(decodeURIComponent(request.target))
      ? server(withFilters(request, () => []))
      : undefined,
  );
  expect(found(3, always).join('\n')).toContain('fails: ');
  expect(found(3, always).join('\n')).not.toContain('stored finer');
});
