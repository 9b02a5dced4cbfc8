import type { Learned } from './learn.ts';
import type { Step } from './steps.ts';

/** Entries of one kind that are shown; the JSON has all of them. */
const MOST = 40;

/** What was learned, for people: a few lines for each kind. */
export function learnedText({ runs, ignored, raises, waiting, steps, contradictions }: Learned): string {
  const days = runs.map(({ finishedAt }) => finishedAt.slice(0, 10)).sort();
  const targets = new Set(runs.map(({ target }) => target));
  const span = days.length === 0 ? '' : ` from ${days[0] ?? ''} to ${days.at(-1) ?? ''}, of ${[...targets].join(', ')}`;
  const why = new Map<string, number>();
  for (const one of ignored) why.set(one.why, (why.get(one.why) ?? 0) + 1);
  return [
    `${runs.length} runs count${span}`,
    ...[...why].map(
      ([reason, n]) => `${n} do not count: ${reason}${/mock/.test(reason) ? ' (--from-mock counts them)' : ''}`,
    ),
    ...block(
      'Proven: assumed so far, kept by every run that tried it',
      raises.map(
        ({ name, runs: n, values, mark }) =>
          `${name}  ${n} runs${values === undefined ? '' : `, ${values} values`}, since ${mark.since}`,
      ),
    ),
    ...block(
      'Not yet proven',
      waiting.map(({ name, why: reason }) => `${name}  ${reason}`),
    ),
    ...block('Changes that would say what the target does', steps.map(stepText)),
    ...block(
      'Contradicted: no change of the contract tells it',
      contradictions.map(({ name, contract, target }) => `${name}  contract: ${contract}; target: ${target}`),
    ),
  ].join('\n');
}

function block(heading: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > MOST ? [`  and ${lines.length - MOST} more (--json has them)`] : [];
  return ['', `${heading} (${lines.length})`, ...lines.slice(0, MOST).map((line) => `  ${line}`), ...more];
}

/** One change in one line, with both sides of a contradiction. */
export function stepText({ kind, name, pointer, value, runs, of, count, example, contradicts }: Step): string {
  const seen = `in ${runs} of ${of} runs, ${count} times`;
  const such = example === undefined || example === null ? '' : `, such as ${JSON.stringify(example).slice(0, 80)}`;
  const sides = contradicts ? `; contract (${contradicts.level}): ${contradicts.says}` : '';
  switch (kind) {
    case 'new field':
      return `new field ${name} ${typeOf(value)}: ${seen}${such}  ${pointer}`;
    case 'new value':
      return `new value ${JSON.stringify(value)} of ${name}: ${seen}  ${pointer}`;
    case 'null':
      return `${name} is null: ${seen}${sides}  ${pointer}`;
    case 'format':
      return `${name} is always written as ${JSON.stringify(value)}: ${seen}${such}  ${pointer}`;
    case 'wider':
      return `${name} is not kept: ${seen}${sides}; ${value === undefined ? 'the keyword would go' : `it would be ${JSON.stringify(value)}`}  ${pointer}`;
  }
}

function typeOf(value: unknown): string {
  const { type = 'of any type', format, nullable } = value as { type?: string; format?: string; nullable?: boolean };
  return `(${type}${format === undefined ? '' : `, ${format}`}${nullable ? ', may be null' : ''})`;
}
