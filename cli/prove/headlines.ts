import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FAULTS } from '../../mocks/faults/index.ts';
import { causesOf } from '../../reports/causes/causes.ts';
import type { RunRecord } from '../../spec/generated/run-record.ts';

/** The first headline of a broken server's report, beside what was broken on purpose. */
interface Headline {
  readonly fault: string;
  readonly class: string;
  readonly clauses: readonly string[];
  readonly area: string;
  readonly headline: string;
}

/** The first headline of each kept record in which several clauses are broken. */
export function headlinesIn(directory: string): Headline[] {
  return readdirSync(directory).flatMap((file) => {
    const fault = FAULTS.find(({ id }) => `${id}.json` === file);
    if (!fault) return [];
    const causes = causesOf(JSON.parse(readFileSync(join(directory, file), 'utf8')) as RunRecord);
    const clauses = causes.flatMap((cause) => cause.clauses);
    const [first] = causes;
    if (first === undefined || clauses.length < 2) return [];
    return [{ fault: fault.id, class: fault.class, clauses, area: first.area, headline: first.headline }];
  });
}

const isNamed = (one: Headline) => one.area === one.class;

/** `the first headline names the class of 95 of 101 faults that break several clauses`. */
export const headlineLine = (all: readonly Headline[]): string =>
  `the first headline names the class of ${all.filter(isNamed).length} of ${all.length} faults that break several clauses`;

/** The result for people: by class, then what was named wrongly. */
export function headlinesText(all: readonly Headline[]): string {
  const classes = [...new Set(all.map((one) => one.class))];
  const rows = classes.map((name) => {
    const own = all.filter((one) => one.class === name);
    return `| ${name} | ${own.length} | ${own.filter(isNamed).length} |`;
  });
  const missed = all
    .filter((one) => !isNamed(one))
    .map(({ fault, class: name, clauses, headline }) => `- \`${fault}\` (${name}; ${clauses.join(' ')}): ${headline}`);
  return [
    '# Headlines',
    `${headlineLine(all)}.`,
    ['| class | faults that break several clauses | class named first |', '| --- | ---: | ---: |', ...rows].join('\n'),
    ...(missed.length > 0 ? ['## Named otherwise', missed.join('\n')] : []),
    '',
  ].join('\n\n');
}
