import { clauses, type Clause } from '../../spec/clauses.ts';
import {
  byReason,
  changesSentence,
  count,
  duration,
  fieldCoverageSentence,
  headline,
  movedSentence,
} from '../words.ts';
import type { ClauseRecord, Finding, RunRecord } from '../run.ts';

/** A pull-request comment takes 65,536 characters. */
const LONGEST = 60_000;
const LEVELS = { D: 'documented by the vendor', O: 'observed in public use', A: 'assumed' } as const;

/** `summary.md`: the verdict for a pull request or a job summary. */
export function summary(run: RunRecord): string {
  // The worse it is, the less is said of each clause; the page and run.json hold all.
  for (const most of [5, 1, 0]) {
    const text = written(run, most);
    if (text.length <= LONGEST) return text;
  }
  return `${written(run, 0).slice(0, LONGEST)}\n\n... cut here: the rest is in report.html and run.json.\n`;
}

function written(run: RunRecord, most: number): string {
  const { word, sentence } = headline(run);
  const { pass, warn, fail, notRun } = run.totals;
  const target = run.target.embedded ? 'the embedded mock' : code(run.target.baseUrl);
  return [
    `# myITprocess contract: ${word}`,
    [`${text(sentence)}.`, changesSentence(run) ?? []].flat().join(' '),
    `| pass | warn | fail | not run |\n| ---: | ---: | ---: | ---: |\n| ${pass} | ${warn} | ${fail} | ${notRun} |`,
    `Target ${target}, depth ${run.depth}, seed ${run.seed}${run.strict ? ', strict' : ''}, ` +
      `${count(run.requests.sent, 'request')} in ${duration(run.startedAt, run.finishedAt)}, ${run.finishedAt}.`,
    ...[fieldCoverageSentence(run) ?? [], movedSentence(run) ?? []].flat().map((line) => `${text(upper(line))}.`),
    ...section(
      'What went wrong with the run',
      run.errors.map((error) => `- ${text(error)}`),
    ),
    ...section(
      'Broken',
      run.clauses.filter(({ verdict }) => verdict === 'fail').map((clause) => broken(clause, most)),
    ),
    ...section(
      'Warnings',
      run.clauses.filter(({ verdict }) => verdict === 'warn').map((clause) => broken(clause, most)),
    ),
    ...section(
      'Not tried',
      byReason(run.clauses).map(([reason, ids]) => `- ${text(reason)}: ${ids.join(', ')}`),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

const upper = (line: string) => line.charAt(0).toUpperCase() + line.slice(1);

function section(heading: string, blocks: readonly string[]): string[] {
  return blocks.length === 0 ? [] : [`## ${heading}`, blocks.join(blocks[0]?.startsWith('-') ? '\n' : '\n\n')];
}

function broken(record: ClauseRecord, most: number): string {
  const clause: Clause | undefined = clauses().find(({ id }) => id === record.id);
  const more = record.findings.length - most;
  return [
    `### ${record.id} ${clause ? text(clause.sentence) : ''}`,
    `_${LEVELS[record.level]}_${clause && 'quote' in clause.source ? `: “${text(clause.source.quote)}”` : ''}`,
    ...record.findings.slice(0, most).map(finding),
    ...(more > 0 ? [`... and ${more} more in the report.`] : []),
  ].join('\n\n');
}

function finding({ operation, want, got, pointer, reproduce }: Finding): string {
  const where = pointer ? ` at ${code(pointer)}` : '';
  const repeat = reproduce ? `\n\n  \`\`\`sh\n  ${reproduce.replaceAll('\n', '\n  ')}\n  \`\`\`` : '';
  return `- **${text(operation)}**: want ${text(want)}, got ${text(got)}${where}${repeat}`;
}

/** Text from outside, so that it shows as it is: no markup, no mention, no line of its own. */
function text(raw: string): string {
  return raw
    .replace(/\s+/g, ' ')
    .replace(/[\\*_[\]<>#|~]/g, '\\$&')
    .replaceAll('@', '@\u200b');
}

function code(raw: string): string {
  return `\`${raw.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
}
