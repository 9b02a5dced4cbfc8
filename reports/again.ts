import type { RunRecord } from './run.ts';

/** Limits of a run unless it sets others. */
const USUAL = { limit: 50, windowSeconds: 60 };
/** Suites of a run unless it names some. */
const ALL_SUITES = ['contract', 'auth', 'ratelimit'];

/** The command for `mitp` where the run was made; a record without it comes from an installed one. */
export const callOf = ({ invocation }: RunRecord): string => invocation?.call ?? 'mitp';

const word = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** The command that repeats a run: same target, suites, depth, choices, contract and limits. */
export function again(run: RunRecord): string {
  const { target, depth, seed, strict, invocation, shard } = run;
  const { limit, windowSeconds, baseUrl, embedded } = target;
  const variables = embedded
    ? []
    : [
        `MITP_BASE_URL=${word(baseUrl)}`,
        ...(limit === USUAL.limit ? [] : [`MITP_RATE_LIMIT=${limit}`]),
        ...(windowSeconds === USUAL.windowSeconds ? [] : [`MITP_RATE_WINDOW_SECONDS=${windowSeconds}`]),
      ];
  const suites = invocation?.suites ?? ALL_SUITES;
  const flags = [
    ...(embedded ? ['--embedded'] : []),
    ...(ALL_SUITES.every((suite) => suites.includes(suite)) ? [] : [`--suite ${suites.map(word).join(',')}`]),
    ...[`--depth ${depth}`, `--seed ${seed}`],
    ...(shard === undefined ? [] : [`--shard ${shard.index}/${shard.of}`]),
    ...(strict && !embedded ? ['--strict'] : []),
    ...(invocation?.spec === undefined ? [] : [`--spec ${word(invocation.spec)}`]),
  ];
  return [...variables, callOf(run), 'verify', ...flags].join(' ');
}
