import { parseArgs } from 'node:util';

import { fuzzImports } from './imports.ts';
import { fuzzKills } from './kills.ts';
import { fuzzRequests } from './requests.ts';
import { fuzzResponses } from './responses.ts';
import type { Fuzz } from './fuzz.ts';

const FUZZERS: Readonly<Record<string, Fuzz>> = {
  responses: fuzzResponses,
  requests: fuzzRequests,
  imports: fuzzImports,
  kills: fuzzKills,
};

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Math.floor(Date.now() / 86_400_000)) },
    only: { type: 'string', default: Object.keys(FUZZERS).join(',') },
  },
});
const minutes = Number(values.minutes);
const first = Number(values.seed);
const names = values.only.split(',');
if (!(minutes > 0 && minutes <= 600) || !Number.isSafeInteger(first) || names.some((name) => !(name in FUZZERS)))
  throw new Error(`Usage: npm run fuzz -- [--minutes N] [--seed N] [--only ${Object.keys(FUZZERS).join(',')}]`);

/** What nobody awaits must not go unseen. */
const stray: string[] = [];
process.on('unhandledRejection', (error) => stray.push(`unhandled: ${String((error as Error).stack)}`));
process.on('uncaughtException', (error) => stray.push(`uncaught: ${String(error.stack)}`));

for (const [name, fuzz] of Object.entries(FUZZERS).filter(([one]) => names.includes(one))) {
  const until = performance.now() + minutes * 60_000;
  let cases = 0;
  let seed = first;
  const findings: string[] = [];
  for (; performance.now() < until && findings.length < 5; seed += 1) {
    const found = await fuzz(seed, until);
    cases += found.cases;
    findings.push(...[...found.findings, ...stray.splice(0)].map((text) => `seed ${String(seed)}: ${text}`));
  }
  const told = `${name}: ${String(cases)} cases in ${String(minutes)} minutes, seeds ${String(first)} to ${String(seed - 1)}`;
  process.stdout.write(
    `${told}, ${String(findings.length)} findings\n${findings.map((text) => `  ${text}\n`).join('')}`,
  );
  if (findings.length > 0) process.exitCode = 1;
}
process.exit();
