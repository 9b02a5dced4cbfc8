import { clauses, type Clause } from '../../spec/clauses.ts';
import { byReason, changesSentence, count, duration, headline } from '../words.ts';
import type { ClauseRecord, Finding, RunRecord } from '../run.ts';

/** Findings shown of one clause; the page and run.json hold all. */
const MOST_FINDINGS = 5;
const LEVELS = { D: 'documented by the vendor', O: 'observed in public use', A: 'assumed' } as const;

/** `summary.md`: the verdict for a pull request or a job summary. */
export function summary(run: RunRecord): string {
  const { word, sentence } = headline(run);
  const { pass, warn, fail, notRun } = run.totals;
  const target = run.target.embedded ? 'the embedded mock' : code(run.target.baseUrl);
  return [
    `# myITprocess contract: ${word}`,
    [`${text(sentence)}.`, changesSentence(run) ?? []].flat().join(' '),
    `| pass | warn | fail | not run |\n| ---: | ---: | ---: | ---: |\n| ${pass} | ${warn} | ${fail} | ${notRun} |`,
    `Target ${target}, depth ${run.depth}, seed ${run.seed}${run.strict ? ', strict' : ''}, ` +
      `${count(run.requests.sent, 'request')} in ${duration(run.startedAt, run.finishedAt)}, ${run.finishedAt}.`,
    ...section(
      'What went wrong with the run',
      run.errors.map((error) => `- ${text(error)}`),
    ),
    ...section('Broken', run.clauses.filter(({ verdict }) => verdict === 'fail').map(broken)),
    ...section('Warnings', run.clauses.filter(({ verdict }) => verdict === 'warn').map(broken)),
    ...section(
      'Not tried',
      byReason(run.clauses).map(([reason, ids]) => `- ${text(reason)}: ${ids.join(', ')}`),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(heading: string, blocks: readonly string[]): string[] {
  return blocks.length === 0 ? [] : [`## ${heading}`, blocks.join(blocks[0]?.startsWith('-') ? '\n' : '\n\n')];
}

function broken(record: ClauseRecord): string {
  const clause: Clause | undefined = clauses().find(({ id }) => id === record.id);
  const more = record.findings.length - MOST_FINDINGS;
  return [
    `### ${record.id} ${clause ? text(clause.sentence) : ''}`,
    `_${LEVELS[record.level]}_${clause && 'quote' in clause.source ? `: “${text(clause.source.quote)}”` : ''}`,
    ...record.findings.slice(0, MOST_FINDINGS).map(finding),
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
