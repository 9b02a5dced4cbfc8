import type { DrillFinding, DrillRecord, DrillRule, DrillVerdict } from '../../spec/drill-record.ts';
import { sentenceOf } from '../../spec/sentences.ts';
import { safe } from '../safe.ts';
import { count, duration } from '../words.ts';
import { commandText, requestsOf } from './as-run.ts';
import { drillHeadline } from './words.ts';

const MOST = 5;

/** Text from outside, escaped so that it cannot become markup or a mention. */
const text = (raw: string, longest = 300) =>
  safe(raw, longest)
    .replace(/[\\*_[\]<>#|~`]/g, '\\$&')
    .replaceAll('@', '@\u200b');
const code = (raw: string) => `\`${safe(raw).replaceAll('`', "'")}\``;

function finding({ scenario, want, got, request, also = [], known }: DrillFinding): string {
  const where = request === undefined ? '' : `, at ${code(request)}`;
  const more = also.length === 0 ? '' : ` (and in ${count(also.length, 'more scenario')})`;
  const agreed = known ? ` Agreed to until ${known.until}: ${text(known.reason)}` : '';
  return `- **${scenario}**${more}: expected ${text(want)}, got ${text(got)}${where}.${agreed}`;
}

function rule({ id, findings }: DrillRule): string {
  const more = findings.length > MOST ? [`- ... and ${findings.length - MOST} more in report.html.`] : [];
  return [`### ${id} ${text(sentenceOf(id))}`, [...findings.slice(0, MOST).map(finding), ...more].join('\n')].join(
    '\n\n',
  );
}

/** `summary.md` of a drill: the verdict for a pull request or a job summary. */
export function drillSummary(record: DrillRecord): string {
  const { word, sentence } = drillHeadline(record);
  const { pass, warn, fail, notRun } = record.totals;
  const rules = (verdict: DrillVerdict) => record.rules.filter((one) => one.verdict === verdict);
  const section = (heading: string, parts: readonly string[], joint = '\n\n') =>
    parts.length === 0 ? [] : [`## ${heading}`, parts.join(joint)];
  return [
    `# myITprocess client: ${word}`,
    `${text(sentence)}.`,
    `| pass | warn | fail | not run |\n| ---: | ---: | ---: | ---: |\n| ${pass} | ${warn} | ${fail} | ${notRun} |`,
    `Client ${code(commandText(record))}, ${requestsOf(record)} requests in ${duration(record.startedAt, record.finishedAt)}${record.strict ? ', strict' : ''}.`,
    ...section('Broken', rules('fail').map(rule)),
    ...section('Warnings', rules('warn').map(rule)),
    ...section(
      'Not run',
      rules('not-run').map(({ id, reason = '' }) => `- ${id}: ${text(reason)}`),
      '\n',
    ),
    ...section(
      'Notes',
      [...record.notes, ...record.errors].map((note) => `- ${text(note, 600)}`),
      '\n',
    ),
    '',
  ].join('\n\n');
}
