import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { asset } from '../spec/asset.ts';
import { complain } from './complain.ts';
import { findEnvFile, readEnvFile } from './environment/env-file.ts';
import { committable } from './environment/git-ignored.ts';
import { optionDescription } from './options.ts';

const { version } = JSON.parse(readFileSync(asset('package.json'), 'utf8')) as { version: string };

/** A command: what it does, and how it is loaded. */
interface Entry {
  readonly does: string;
  readonly load: (fileProblems: readonly string[]) => Promise<Command>;
}

/** The commands. Each is loaded when it is called: `mitp report` need not wait for the mock and its engine. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  verify: {
    does: 'Judge a server by the contract: the target in the environment, or the embedded mock.',
    load: async (fileProblems) => (await import('./verify.ts')).verifyCommand(fileProblems),
  },
  mock: {
    does: 'Serve a myITprocess API with invented data, until Ctrl-C.',
    load: async () => (await import('./mock.ts')).mockCommand(),
  },
  drill: {
    does: 'Judge a client: run it against the mock under each scenario, and apply the client rules.',
    load: async () => (await import('./drill.ts')).drillCommand(),
  },
  record: {
    does: 'Read the lists of a live API into a file for the mock, and replace names and texts by invented ones.',
    load: async () => (await import('./record.ts')).recordCommand(),
  },
  proxy: {
    does: 'Pass requests on to a live API, and print each violation of the contract as a line on stderr.',
    load: async () => (await import('./proxy.ts')).proxyCommand(),
  },
  portal: {
    does: 'Sign in to a portal for a run, or remove keys that runs left in it.',
    load: async () => (await import('./portal.ts')).portalCommand(),
  },
  prove: {
    does: 'Measure what the suites find: every fault of the catalogue, and nothing in conforming servers.',
    load: async () => (await import('./prove.ts')).proveCommand(),
  },
  spec: {
    does: 'Take over, compare, check or improve contracts (OpenAPI files).',
    load: async () => (await import('./spec.ts')).specCommand(),
  },
  report: {
    does: 'Show the last report or what changed since a date, notify Slack or Teams, or merge reports.',
    load: async () => (await import('./report.ts')).reportCommand(),
  },
};

/** The command that is called, or whose help is shown. */
const called = process.argv[2] === 'help' ? process.argv[3] : process.argv[2];

const program = new Command('mitp')
  .description('Contract test suite and mock server for the myITprocess public API.')
  .version(version)
  .configureHelp({ optionDescription })
  .showHelpAfterError('(mitp --help lists the commands, mitp COMMAND --help its options)');

/** commander's own errors exit with 1, which here means "a clause failed"; a mistake in the call is 2. */
function exitLikeUs(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) exitLikeUs(child.copyInheritedSettings(command));
}

/**
 * Reads `.env` into the environment; existing variables win. @returns lines of the file that are read differently from how they
 * look
 */
function takeEnvFile(): readonly string[] {
  const file = findEnvFile();
  const { values, problems } = readEnvFile(file);
  const warning = called === 'mock' ? undefined : committable(file, values);
  if (warning !== undefined) process.stderr.write(`note  ${warning}\n`);
  for (const [name, value] of Object.entries(values)) process.env[name] ??= value;
  // Whether these are mistakes depends on the target, so `verify` reports them itself.
  if (called !== 'verify') for (const problem of problems) process.stderr.write(`note  ${problem}\n`);
  return problems;
}

// A reader may stop early (`mitp report | head`): that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? 0);
});
try {
  const fileProblems = takeEnvFile();
  for (const [name, { does, load }] of Object.entries(COMMANDS)) {
    // The list of commands needs only the name and the sentence of the others.
    program.addCommand((name === called ? await load(fileProblems) : new Command(name)).description(does));
  }
  exitLikeUs(program);
  await program.parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : complain(error);
}
