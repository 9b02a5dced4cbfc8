import { isDeepStrictEqual } from 'node:util';
import { Command } from 'commander';
import { fetchFor } from './environment/fetch.ts';
import { contractFile, contractOf } from '../spec/contract.ts';
import { diffDescribed } from '../spec/diff/diff.ts';
import { describedIn } from '../spec/diff/either.ts';
import { changesText } from '../spec/diff/text.ts';
import { readSource, type SourceDocument } from '../spec/openapi/document.ts';
import { importContract, type Imported } from '../spec/import/import.ts';
import type { Unserved } from '../spec/import/settle.ts';
import { isUrl, readFrom } from '../spec/import/source.ts';
import { ContractError } from '../spec/problem.ts';
import { contractDestination, writeContractFile } from './contract-file.ts';
import { terminal, type Output } from './output.ts';
import { learnCommand } from './spec-learn.ts';

interface ImportOptions {
  readonly out?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** How often keywords without a possible value are left out before the remaining problems are reported. */
const ROUNDS = 5;

/** Lines of one kind: who reads ten reads no more. */
const MOST_LINES = 10;

/** Lines about rows that the mock cannot make; what is said of each row is said once. */
function cannotServe(found: readonly (Unserved & { readonly message: string })[]): string[] {
  const lines = found.map(
    ({ operation, path, message }) =>
      `The mock cannot serve ${`${operation} ${path}`.trim()}: ${message.replace(/\b\d+\b/, 'N')}.`,
  );
  return [...new Set(lines)].slice(0, MOST_LINES);
}

/** Imports what the mock can serve: keywords for which no row can be generated are left out, each with a note. */
async function importServed(vendor: SourceDocument, origin: string | undefined): Promise<Imported> {
  const { unservedKeywords } = await import('../mocks/dataset/served.ts');
  const unserved: Unserved[] = [];
  for (let round = 1; ; round += 1) {
    const imported = importContract(readSource(contractFile()), vendor, { origin, unserved });
    const found = await unservedKeywords(imported.contract);
    const fresh = found.filter((one) => one.keyword !== '' && !unserved.some((known) => isDeepStrictEqual(known, one)));
    if (found.length === 0) return imported;
    if (fresh.length === 0 || round === ROUNDS) {
      return { ...imported, notes: [...imported.notes, ...cannotServe(found)] };
    }
    unserved.push(...fresh);
  }
}

async function importFrom(place: string, { out, dryRun, json }: ImportOptions, output: Output): Promise<void> {
  const { say, print } = output;
  const vendor = await readFrom(place, await fetchFor(process.env));
  const { text, changes, notes } = await importServed(vendor, isUrl(place) ? place : undefined);
  say(changesText(changes));
  for (const note of notes) say(`Note: ${note}`);
  if (json) print(JSON.stringify({ changes, notes }));
  if (dryRun) return say('Nothing was written (--dry-run).');
  await writeContractFile(contractDestination(out), text, say);
}

async function diff(before: string, after: string, { json }: { json?: true }, output: Output): Promise<void> {
  const { say, print, exit } = output;
  const get = await fetchFor(process.env);
  const [old, now] = await Promise.all([before, after].map(async (place) => describedIn(await readFrom(place, get))));
  if (!old || !now) return;
  for (const [place, { marked, lost }] of [[before, old] as const, [after, now] as const]) {
    if (!marked) say(`${place} is no contract of ours: what it says is compared, and what it does not say is not.`);
    for (const reference of lost ?? []) say(`${place}: ${reference}. What it holds is not compared.`);
  }
  const changes = diffDescribed(old, now);
  say(changesText(changes));
  if (json) print(JSON.stringify({ changes }));
  if (changes.some(({ breaking }) => breaking)) exit(1);
}

async function check(file: string, { say }: Output): Promise<void> {
  const source = readSource(file);
  const contract = contractOf(source);
  const { operations, limit } = contract;
  const { unservedKeywords } = await import('../mocks/dataset/served.ts');
  const unserved = await unservedKeywords(contract);
  if (unserved.length > 0) {
    const problems = unserved.map(({ operation, path, keyword, message }) => ({
      line: source.lineOf(['paths', operations.find(({ id }) => id === operation)?.path ?? '']),
      message: `the mock cannot make rows of ${operation} that keep ${keyword || 'the schema'} of ${path || 'the row'} (${message}).`,
    }));
    throw new ContractError(file, problems);
  }
  const fields = operations.reduce((sum, operation) => sum + operation.fields.length, 0);
  say(
    `${file} is fit for suites and mock: ${operations.length} lists, ${fields} filter and sort fields, ` +
      `${limit.requests} requests in ${limit.windowSeconds} seconds.`,
  );
}

/**
 * `mitp spec`: imports the vendor's own document, compares contracts, checks one.
 * @throws ContractError (from its actions) when a file cannot be used
 */
export function specCommand(output: Output = terminal): Command {
  const command = new Command('spec');
  command
    .command('import')
    .description("Make a contract of the vendor's own OpenAPI file; our evidence marks stay where they still hold.")
    .argument('<file-or-url>', "the vendor's file or address: Swagger 2.0, OpenAPI 3.0 or 3.1, JSON or YAML")
    .option('--out <file>', 'file for the new contract (default: spec/openapi.yaml in a checkout)')
    .option('--dry-run', 'show the differences, clause by clause, and write nothing')
    .option('--json', 'print the differences to stdout, as JSON')
    .action((place: string, options: ImportOptions) => importFrom(place, options, output));
  command
    .command('diff')
    .description('Show what changes for clients of the API. Exit code: 0 nothing breaking, 1 a breaking change.')
    .argument('<a>', 'file or address of the old contract')
    .argument('<b>', 'file or address of the new contract')
    .option('--json', 'print the differences to stdout, as JSON')
    .action((a: string, b: string, options: { json?: true }) => diff(a, b, options, output));
  command
    .command('check')
    .description(
      'Check whether suites and mock can work by a contract. Exit code: 0 yes, 2 no, with a line for each problem.',
    )
    .argument('[file]', 'the contract (default: MITP_CONTRACT, or the contract of this package)')
    .action((file?: string) => check(file ?? contractFile(), output));
  command.addCommand(learnCommand(output));
  return command;
}
