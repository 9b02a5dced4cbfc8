import type { ClauseRecord, Drift, ExchangeRecord, ObservedField, RunRecord } from './run.ts';
import { totals } from './totals.ts';

/** The most severe verdict of the shards counts. */
const SEVERITY: Readonly<Record<ClauseRecord['verdict'], number>> = { 'not-run': 0, pass: 1, warn: 2, fail: 3 };

/** What has to be the same in all shards, so that they are one run. */
const SAME: Readonly<Record<string, (run: RunRecord) => unknown>> = {
  seed: ({ seed }) => seed,
  depth: ({ depth }) => depth,
  strictness: ({ strict }) => strict,
  contract: ({ contract }) => contract?.digest,
  version: ({ tool }) => tool?.version,
  suites: ({ invocation }) => invocation?.suites.join(' '),
  limit: ({ target }) => `${target.limit} in ${target.windowSeconds} s`,
  'list of clauses': ({ clauses }) => clauses.map(({ id }) => id).join(' '),
};

/** The reason of a clause that a shard was not to judge. */
const NOT_ITS_OWN = /^left to another shard$|^suite \w+ not selected$/;

/** Exchange numbers of each shard begin this far apart, so that they do not overlap. */
const APART = 100_000;

/**
 * Combines the records of a run's shards. A clause fails where one shard saw it broken; it is not-run where none could judge it.
 * A missing shard is an error of the run, which makes it inconclusive.
 * @throws Error saying why these records are not one run
 */
export function mergeShards(given: readonly RunRecord[]): RunRecord {
  const runs = bySuite(given)
    .map((run) => numbered(run, (run.shard?.index ?? 0) * APART))
    .sort((a, b) => (a.shard?.index ?? 0) - (b.shard?.index ?? 0));
  const [first] = runs;
  const of = first?.shard?.of;
  if (first === undefined || of === undefined) throw new Error('there is no shard to merge');
  for (const [name, value] of Object.entries(SAME)) {
    if (runs.some((run) => value(run) !== value(first)))
      throw new Error(`the shards are not of one run: ${name} differs`);
  }
  if (runs.some(({ shard }) => shard?.of !== of))
    throw new Error('the shards are not of one run: their number differs');
  const indexes = runs.flatMap(({ shard }) => shard?.index ?? []);
  const twice = indexes.find((index, at) => indexes.indexOf(index) !== at);
  if (twice !== undefined) throw new Error(`shard ${twice} of ${of} is given twice`);
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !indexes.includes(index));
  const clauses = first.clauses.map(({ id }) =>
    mergedClause(runs.flatMap((run) => run.clauses.filter((one) => one.id === id))),
  );
  const { shard: _, agreementProblems: __, changes: ___, evidence: ____, tried: _____, ...facts } = first;
  const limiter = runs.find((run) => run.limiter !== undefined)?.limiter;
  const rejection = runs.flatMap((run) => run.rejection ?? []);
  const moved = [...new Set(runs.flatMap((run) => run.movedLists ?? []))];
  return {
    ...facts,
    id: `${first.id}-merged`,
    startedAt: runs.map(({ startedAt }) => startedAt).reduce((a, b) => (a < b ? a : b)),
    finishedAt: runs.map(({ finishedAt }) => finishedAt).reduce((a, b) => (a > b ? a : b)),
    requests: summed(runs.map(({ requests }) => requests)),
    totals: totals(clauses),
    clauses,
    errors: [
      ...new Set(runs.flatMap(({ errors }) => errors)),
      ...missing.map((index) => `shard ${index} of ${of} is missing`),
    ],
    exchanges: Object.assign({}, ...runs.map(({ exchanges = {} }) => exchanges)) as Record<string, ExchangeRecord>,
    ...(limiter && { limiter }),
    ...(rejection.length > 0 && { rejection }),
    ...(moved.length > 0 && { movedLists: moved }),
    drift: mergedDrift(runs.map(({ drift = [] }) => drift)),
    members: mergedFields(runs.flatMap(({ members: fields = [] }) => fields)),
    coverage: clauses.flatMap(({ id, extra }) =>
      Object.entries(extra?.operations ?? {}).map(([operation, checked]) => ({ operation, clause: id, checked })),
    ),
    ...fieldCoverage(runs),
    ...(first.plan && { plan: { ...first.plan, ...summed(runs.map(({ plan }) => costOf(plan))) } }),
  };
}

/** Runs that were split by `--suite` are shards of a run of all their suites. */
function bySuite(runs: readonly RunRecord[]): readonly RunRecord[] {
  if (runs.some(({ shard }) => shard !== undefined)) return runs;
  if (runs.length === 1) throw new Error('this run was not split: --shard i/n splits one');
  const suites = runs.flatMap(({ invocation }) => invocation?.suites ?? []);
  const twice = suites.find((suite, at) => suites.indexOf(suite) !== at);
  if (twice !== undefined) throw new Error(`these runs are no shards of one: the suite ${twice} was judged twice`);
  return runs.map((run, at) => ({
    ...run,
    shard: { index: at + 1, of: runs.length },
    ...(run.invocation && { invocation: { ...run.invocation, suites } }),
  }));
}

/** The run with exchange numbers that no other shard has. */
function numbered(run: RunRecord, from: number): RunRecord {
  const moved = (number: number) => from + number;
  const clauses = run.clauses.map((clause) => ({
    ...clause,
    findings: clause.findings.map((finding) =>
      finding.exchange === undefined ? finding : { ...finding, exchange: moved(finding.exchange) },
    ),
  }));
  const exchanges = Object.entries(run.exchanges ?? {}).map(([number, one]) => [moved(Number(number)), one] as const);
  return { ...run, clauses, exchanges: Object.fromEntries(exchanges) };
}

/** One clause of all shards: the worst verdict, with all findings. */
function mergedClause(all: readonly ClauseRecord[]): ClauseRecord {
  // Where no shard could judge it, the reason is that of the shard that acted for it.
  const own = ({ reason = '' }: ClauseRecord) => (NOT_ITS_OWN.test(reason) ? 0 : 1);
  const [worst, ...others] = [...all].sort(
    (a, b) => SEVERITY[b.verdict] - SEVERITY[a.verdict] || own(b) - own(a) || b.checked - a.checked,
  );
  if (worst === undefined) throw new Error('the shards are not of one run: their clauses differ');
  const findings = [...worst.findings];
  for (const finding of others.flatMap((one) => one.findings)) {
    const key = (one: typeof finding) => JSON.stringify([one.operation, one.want, one.got, one.pointer]);
    if (!findings.some((one) => key(one) === key(finding))) findings.push(finding);
  }
  return { ...worst, findings };
}

function summed<Counts extends Readonly<Record<string, number>>>(all: readonly Counts[]): Counts {
  const names = Object.keys(all[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, all.reduce((sum, one) => sum + (one[name] ?? 0), 0)])) as Counts;
}

const costOf = (plan: RunRecord['plan']) => ({ requests: plan?.requests ?? 0, windows: plan?.windows ?? 0 });

/** Deviations of all shards. A field counts as never seen only if no shard saw it. */
function mergedDrift(all: readonly (readonly Drift[])[]): Drift[] {
  const key = ({ kind, operation, pointer, example }: Drift) =>
    JSON.stringify([kind, operation, pointer, kind === 'new value' && example]);
  const merged = new Map<string, Drift>();
  for (const one of all.flat()) {
    const known = merged.get(key(one));
    merged.set(key(one), known ? { ...known, count: known.count + one.count } : one);
  }
  const everywhere = (one: Drift) => all.every((drift) => drift.some((other) => key(other) === key(one)));
  return [...merged.values()].filter((one) => one.kind !== 'never seen' || everywhere(one));
}

function mergedFields(all: readonly ObservedField[]): ObservedField[] {
  const merged = new Map<string, ObservedField>();
  for (const one of all) {
    const key = `${one.operation} ${one.pointer}`;
    const known = merged.get(key);
    if (known === undefined) {
      merged.set(key, one);
      continue;
    }
    const formats = new Map(known.formats.map((format) => [format.format, format]));
    for (const format of one.formats) {
      const count = (formats.get(format.format)?.count ?? 0) + format.count;
      formats.set(format.format, { ...format, ...formats.get(format.format), count });
    }
    merged.set(key, { ...known, ...summed([counts(known), counts(one)]), formats: [...formats.values()] });
  }
  return [...merged.values()];
}

const counts = ({ rows, present, nulls }: ObservedField) => ({ rows, present, nulls });

/** What no shard tried is missing. */
function fieldCoverage(runs: readonly RunRecord[]): Pick<RunRecord, 'fieldCoverage'> {
  const all = runs.flatMap((run) => (run.fieldCoverage ? [run.fieldCoverage] : []));
  if (all[0] === undefined) return {};
  return {
    fieldCoverage: all[0].map((row) => {
      const rows = all.flatMap((coverage) => coverage.filter(({ kind }) => kind === row.kind));
      const missing = row.missing.filter((place) => rows.every((one) => one.missing.includes(place)));
      return { ...row, missing, tried: row.documented - missing.length };
    }),
  };
}
