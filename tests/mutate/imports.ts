import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/**
 * How far each file is from a test, in imports; files that it does not reach are left out.
 * @param imports reads the imports of a file, once
 */
function distances(test: string, imports: (file: string) => readonly string[]): ReadonlyMap<string, number> {
  const found = new Map([[test, 0]]);
  for (const [file, far] of found) for (const next of imports(file)) if (!found.has(next)) found.set(next, far + 1);
  return found;
}

/** Finds the tests that come by a file: those that import it by the fewest steps first, of these those that import the least. */
export function testsOf(tests: readonly string[], most: number): (file: string) => string[] {
  const known = new Map<string, readonly string[]>();
  const imports = (file: string): readonly string[] => {
    const before = known.get(file);
    if (before) return before;
    const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
    const found = importedFiles.map(({ fileName }) => join(dirname(file), fileName)).filter((path) => existsSync(path));
    const ours = found.filter((path) => path.endsWith('.ts'));
    known.set(file, ours);
    return ours;
  };
  const reach = tests.map((test) => ({ test, far: distances(test, imports) }));
  return (file) =>
    reach
      .flatMap(({ test, far }) => (far.has(file) ? [{ test, steps: far.get(file) ?? 0, size: far.size }] : []))
      .sort((a, b) => a.steps - b.steps || a.size - b.size)
      .slice(0, most)
      .map(({ test }) => test);
}
