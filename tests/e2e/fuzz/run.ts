import { namesAmong, npmCommand, wholeNumber } from '../../../cli/options.ts';
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

const all = Object.keys(FUZZERS);
const today = Math.floor(Date.now() / 86_400_000);
const {
  minutes,
  seed: first,
  only: names,
} = npmCommand('fuzz')
  .description('Test suites, mock and import with generated responses, requests and files, and with kill -9.')
  .option('--minutes <number>', 'how long each fuzzer runs', wholeNumber(1, 600), 1)
  .option('--seed <number>', 'the first seed; a finding names its own', wholeNumber(0, 999_999_999_999), today)
  .option('--only <names>', `only these fuzzers, separated by commas: ${all.join(', ')}`, namesAmong(all), all)
  .parse()
  .opts<{ minutes: number; seed: number; only: string[] }>();

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
    findings.push(...[...found.findings, ...stray.splice(0)].map((text) => `seed ${seed}: ${text}`));
  }
  const told = `${name}: ${cases} cases in ${minutes} minutes, seeds ${first} to ${seed - 1}`;
  process.stdout.write(`${told}, ${findings.length} findings\n${findings.map((text) => `  ${text}\n`).join('')}`);
  if (findings.length > 0) process.exitCode = 1;
}
process.exit();
