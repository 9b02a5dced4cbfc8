import { clauses, type Clause } from '../../spec/clauses.ts';
import {
  byReason,
  changesSentence,
  count,
  day,
  duration,
  fieldCoverageSentence,
  headline,
  movedSentence,
} from '../words.ts';
import { obstacleOf, obstaclesOf } from '../causes/obstacles.ts';
import { toldCauses, type Told } from '../causes/told.ts';
import { knownLines, moveText, sinceText } from '../causes/words.ts';
import { exitCode } from '../exit-code.ts';
import type { ClauseRecord, Finding, RunRecord } from '../run.ts';

/** A pull-request comment takes 65,536 characters. */
const LONGEST = 60_000;
const LEVELS = { D: 'documented by the vendor', O: 'observed in public use', A: 'assumed' } as const;

/** `summary.md`: the verdict for a pull request or a job summary. */
export function summary(run: RunRecord): string {
  // The more is broken, the less is said of each clause; the page and run.json hold all.
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
  const causes = toldCauses(run);
  return [
    `# myITprocess contract: ${word}`,
    ...top(run),
    [`${text(sentence)}.`, changesSentence(run) ?? []].flat().join(' '),
    `| pass | warn | fail | not run |\n| ---: | ---: | ---: | ---: |\n| ${pass} | ${warn} | ${fail} | ${notRun} |`,
    `Target ${target}${run.target.version ? `, version ${code(run.target.version)}` : ''}, depth ${run.depth}, seed ${run.seed}${run.strict ? ', strict' : ''}, ` +
      `${count(run.requests.sent, 'request')} in ${duration(run.startedAt, run.finishedAt)}, ${run.finishedAt}.`,
    ...[fieldCoverageSentence(run) ?? [], movedSentence(run) ?? []].flat().map((line) => `${text(upper(line))}.`),
    ...section(
      'What went wrong with the run',
      run.errors.map((error) => `- ${text(error)}`),
    ),
    ...section(
      'What broke',
      causes.filter(({ fails }) => fails).map((cause) => causeText(cause, run, most)),
    ),
    ...section(
      'Warnings',
      causes.filter(({ fails }) => !fails).map((cause) => causeText(cause, run, most)),
    ),
    ...section(
      'Known findings',
      knownLines(run).map(
        ({ id, operations, reason, until }) =>
          `- ${id} ${text(operations.join(', '))}: ${text(reason)}, until ${day(until)}`,
      ),
    ),
    ...section(
      'Not tried',
      obstaclesOf(run).map(({ reason, next, clauses }) => `- ${text(reason)}: ${clauses.join(', ')}. ${text(next)}`),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

const upper = (line: string) => line.charAt(0).toUpperCase() + line.slice(1);

function section(heading: string, blocks: readonly string[]): string[] {
  return blocks.length === 0 ? [] : [`## ${heading}`, blocks.join(blocks[0]?.startsWith('-') ? '\n' : '\n\n')];
}

/** The first screen: the likeliest cause, since when, whose move and the next step; or why nothing could be judged. */
function top(run: RunRecord): string[] {
  const [first, ...others] = toldCauses(run).filter(({ fails }) => fails);
  if (first) {
    const more = others.length > 0 ? ` And ${count(others.length, 'more cause')} below.` : '';
    return [`**${text(upperFirst(first.headline))}** (${sinceText(first)}). ${text(moveText(first))}${more}`];
  }
  if (exitCode(run) !== 2) return [];
  return [text(moveText(obstacleOf(run.errors[0] ?? byReason(run.clauses)[0]?.[0] ?? '')))];
}

/** One cause: its headline, then its clauses, folded where there are many findings. */
function causeText(cause: Told, run: RunRecord, most: number): string {
  const records = cause.clauses.flatMap((id) => run.clauses.filter((clause) => clause.id === id));
  return [
    `### ${text(upperFirst(cause.headline))}`,
    `_${sinceText(cause)}_. ${text(moveText(cause))}`,
    ...records.map((record, i) => broken(record, i === 0 ? most : Math.min(most, 1))),
  ].join('\n\n');
}

/** Begins a headline with a capital, except for names such as totalCount. */
const upperFirst = (line: string) => (/^[a-z]+[A-Z]/.test(line) ? line : line.charAt(0).toUpperCase() + line.slice(1));

function broken(record: ClauseRecord, most: number): string {
  const clause: Clause | undefined = clauses().find(({ id }) => id === record.id);
  const more = record.findings.length - most;
  return [
    `**${record.id}** ${clause ? text(clause.sentence) : ''} _(${LEVELS[record.level]})_`,
    ...record.findings.slice(0, most).map(finding),
    ...(more > 0 ? [`... and ${more} more in the report.`] : []),
  ].join('\n\n');
}

function finding({ operation, want, got, pointer, reproduce }: Finding): string {
  const where = pointer ? ` at ${code(pointer)}` : '';
  const fence = '`'.repeat(Math.max(3, ...[...(reproduce ?? '').matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  const repeat = reproduce ? `\n\n  ${fence}sh\n  ${reproduce.replaceAll('\n', '\n  ')}\n  ${fence}` : '';
  return `- **${text(operation)}**: expected ${text(want)}, got ${text(got)}${where}${repeat}`;
}

/** Text from outside, escaped so that it cannot become markup, a mention or a new line. */
function text(raw: string): string {
  return (
    raw
      .replace(/\s+/g, ' ')
      .replace(/[\\*_[\]<>#|~]/g, '\\$&')
      .replaceAll('@', '@\u200b')
      // A link in a server's text must not become clickable.
      .replace(/:\/\/|\bwww\./gi, (link) => `${link.charAt(0)}\u200b${link.slice(1)}`)
  );
}

function code(raw: string): string {
  return `\`${raw.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
}
