const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`.padStart(8);

/**
 * Where the time of a run went, a line for each part, the longest first.
 * @param parts real milliseconds by the name of the part
 * @param took milliseconds of the whole run
 */
export function timingLines(parts: Readonly<Record<string, number>>, took: number): string[] {
  const rest = took - Object.values(parts).reduce((sum, ms) => sum + ms, 0);
  const all: [string, number][] = [...Object.entries(parts), ['contract, first request, reports', rest]];
  const lines = all.toSorted(([, one], [, other]) => other - one).map(([part, ms]) => `${seconds(ms)}  ${part}`);
  return ['', 'Time:', ...lines, `${seconds(took)}  in all`];
}
