import type { Reference } from './reference.ts';
import { clip, tellsOfEffort, timeless } from './effort.ts';

/** A retry may print "page 2" again; so many repeated lines are rows that came twice. */
const MANY_DOUBLED = 10;

const shape = (line: string) => line.replace(/\d+(?:\.\d+)?/g, '#');
const linesOf = (text: string) => {
  const now = Date.now();
  return text
    .split(/\r?\n/)
    .map((line) => timeless(line.trimEnd(), now))
    .filter((line) => line !== '');
};

function counted(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/** Lines of `ones` that `others` has less often. */
const lacking = (ones: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): string[] =>
  [...ones].filter(([line, n]) => (others.get(line) ?? 0) < n).map(([line]) => line);

/**
 * The reference of two results that are lines, in any order: no line may be missing, nor come twice. New lines are messages.
 * Undefined where half of the lines differ already.
 */
export function lineReference(first: string, second: string): Reference | undefined {
  const [one, other] = [counted(linesOf(first)), counted(linesOf(second))];
  const own = [...lacking(one, other), ...lacking(other, one)];
  const shapes = new Set(own.map(shape));
  const stable = new Map([...one].filter(([line]) => !shapes.has(shape(line))));
  if (stable.size === 0 || stable.size < one.size / 2) return undefined;
  return {
    leftOut: own.map((line) => `the line "${clip(line)}"`),
    difference(text) {
      const actual = counted(linesOf(text));
      const known = new Set([...actual.keys()].map(shape));
      const missing = lacking(stable, actual).filter((line) => !(tellsOfEffort(line) && known.has(shape(line))));
      const doubled = lacking(actual, stable).filter((line) => stable.has(line));
      if (missing.length > 0) {
        const near = [...actual.keys()].find((line) => !stable.has(line) && shape(line) === shape(missing[0] ?? ''));
        const instead = near === undefined ? '' : `; there is "${clip(near)}"`;
        return `${missing.length} of ${stable.size} lines missing, such as "${clip(missing[0])}"${instead}`;
      }
      if (doubled.length < MANY_DOUBLED) return null;
      return `${doubled.length} lines more than once, such as "${clip(doubled[0])}"`;
    },
  };
}
