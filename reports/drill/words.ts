import { drillExitCode, type DrillFinding, type DrillRecord } from '../../spec/drill-record.ts';
import { safe } from '../safe.ts';
import { count } from '../words.ts';

/** The result of a drill: a word, and a sentence without its full stop. */
export function drillHeadline(record: DrillRecord): {
  word: 'good client' | 'broken' | 'inconclusive';
  sentence: string;
} {
  const { totals, errors, scenarios, suppressionProblems = [] } = record;
  const { pass, warn, fail, notRun } = totals;
  const tried = scenarios.filter(({ verdict }) => verdict !== 'not-run').length;
  const where = `${tried} of ${count(scenarios.length, 'scenario')} run`;
  const sentence = `${count(fail, 'rule')} ${fail === 1 ? 'is' : 'are'} broken; ${where}`;
  switch (drillExitCode(record)) {
    case 1:
      return { word: 'broken', sentence: fail > 0 ? sentence : safe(suppressionProblems[0] ?? '') };
    case 2:
      return { word: 'inconclusive', sentence: safe(errors[0] ?? 'no rule could be judged', 400) };
    case 0: {
      const warned = warn > 0 ? `, ${count(warn, 'warning')}` : '';
      return {
        word: 'good client',
        sentence: `${pass} rules kept${warned}, ${notRun} not tried; ${where}`,
      };
    }
  }
}

/** A finding in one line: `rows-250: expected ..., got ... (GET /clients?page=2; and in 3 more scenarios)`. */
export function drillFindingLine({ scenario, want, got, request, also = [] }: DrillFinding): string {
  const more = also.length > 0 ? [`and in ${count(also.length, 'more scenario')}`] : [];
  const aside = [...(request === undefined ? [] : [safe(request)]), ...more];
  const told = aside.length > 0 ? ` (${aside.join('; ')})` : '';
  return `${scenario}: expected ${safe(want, 300)}, got ${safe(got, 300)}${told}`;
}
