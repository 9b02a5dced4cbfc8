const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`.padStart(8);

/** Parts of the embedded mock's start are not within the suites. */
const OUTSIDE = 'start of the embedded mock';

/**
 * Where the time of a run went, a line for each part, the longest first.
 *
 * @param parts real milliseconds by what they were spent on
 * @param took milliseconds of the test runner with the suites in it, and of everything
 */
export function timingLines(
  parts: Readonly<Record<string, number>>,
  took: { readonly suites: number; readonly all: number },
): string {
  const inside = Object.entries(parts).filter(([part]) => part !== OUTSIDE);
  const rest = took.suites - inside.reduce((sum, [, ms]) => sum + ms, 0);
  const all: [string, number][] = [
    ...Object.entries(parts),
    ['test runner: starting workers, loading suites, reports', rest],
    ['reading the contract, first request', took.all - took.suites - (parts[OUTSIDE] ?? 0)],
  ];
  const lines = all.toSorted(([, one], [, other]) => other - one).map(([part, ms]) => `${seconds(ms)}  ${part}`);
  return ['', 'Time:', ...lines, `${seconds(took.all)}  in all`].join('\n');
}
