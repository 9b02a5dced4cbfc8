import { FAULTS } from '../../mocks/faults/index.ts';
import type { Detection, ToolResult } from './result.ts';

/** Classes whose faults show in answers of the API to single requests. */
const VISIBLE = ['schema', 'http', 'paging', 'input', 'filtering', 'sorting', 'relations', 'auth', 'exposure'];

const FORBIDDEN = FAULTS.filter(({ clauses }) => clauses.length > 0);
const CLASSES = [...new Set(FORBIDDEN.map((fault) => fault.class))];
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

/** How many of the faults that it was shown a tool found, of some classes. */
export function countOf({ shown, found }: ToolResult, classes: readonly string[]): { found: number; shown: number } {
  const ids = FORBIDDEN.filter((fault) => classes.includes(fault.class) && shown.includes(fault.id)).map(
    ({ id }) => id,
  );
  return { shown: ids.length, found: ids.filter((id) => id in found).length };
}

/** The share of each class that each tool found. */
export function table({ tools }: Detection): string {
  const line = (title: string, classes: readonly string[]) => {
    const counts = tools.map((tool) => countOf(tool, classes));
    const most = Math.max(...counts.map(({ shown }) => shown));
    return row([
      title,
      String(most),
      ...counts.map(({ found, shown }) => (shown === most ? String(found) : `${found} of ${shown}`)),
    ]);
  };
  const beyond = CLASSES.filter((name) => !VISIBLE.includes(name));
  return [
    row(['class', 'faults', ...tools.map(({ name, version }) => `${name} ${version}`)]),
    row(['---', '---:', ...tools.map(() => '---:')]),
    ...VISIBLE.filter((name) => CLASSES.includes(name)).map((name) => line(name, [name])),
    line('**visible in single answers**', VISIBLE),
    ...beyond.map((name) => line(name, [name])),
    line('**need a burst, a portal or a page**', beyond),
    row(['false alarms', '', ...tools.map(({ falseAlarms }) => String(falseAlarms.length))]),
  ].join('\n');
}

/** The comparison for people. */
export function markdown(detection: Detection): string {
  const { measuredAt, node, tools } = detection;
  const missed = (tool: ToolResult) => tool.shown.filter((id) => !(id in tool.found));
  return [
    '# What other tools find of the same faults',
    `Measured on ${measuredAt} with Node ${node}.`,
    table(detection),
    ...tools.map((tool) =>
      [
        `## ${tool.name} ${tool.version}`,
        `Set up: ${tool.setUp}.`,
        `Repeat: \`npm run bench:detect -- --tool ${tool.id}\``,
        ...(tool.falseAlarms.length > 0 ? [tool.falseAlarms.map((one) => `- false alarm: ${one}`).join('\n')] : []),
        `Missed: ${missed(tool).join(', ')}.`,
      ].join('\n\n'),
    ),
    '',
  ].join('\n\n');
}
