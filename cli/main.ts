import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { asset } from '../spec/asset.ts';
import { loadDotEnv } from '../verifier/config.ts';
import { complain } from './complain.ts';

const { version } = JSON.parse(readFileSync(asset('package.json'), 'utf8')) as { version: string };

/** A command: what it does, and how it is loaded. */
interface Entry {
  readonly does: string;
  readonly load: () => Promise<Command>;
}

/** The commands. Each is loaded when it is called: `mitp report` need not wait for the mock and its engine. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  verify: {
    does: 'Judge a server by the contract: the one in the environment, or the embedded mock.',
    load: async () => (await import('./verify.ts')).verifyCommand(),
  },
  mock: {
    does: 'Serve a myITprocess API with invented data, until Ctrl-C.',
    load: async () => (await import('./mock.ts')).mockCommand(),
  },
  proxy: {
    does: 'Pass requests on to a live API; print each violation of the contract on a line of stderr.',
    load: async () => (await import('./proxy.ts')).proxyCommand(),
  },
  portal: {
    does: 'Prepare a portal to be judged.',
    load: async () => (await import('./portal.ts')).portalCommand(),
  },
  prove: {
    does: 'Show what the suites find: each fault of the catalogue, and nothing in an honest server.',
    load: async () => (await import('./prove.ts')).proveCommand(),
  },
  spec: {
    does: 'Take over, compare or check contracts (OpenAPI files).',
    load: async () => (await import('./spec.ts')).specCommand(),
  },
  report: {
    does: 'Show the last report, what changed since a date, or tell a chat about it.',
    load: async () => (await import('./report.ts')).reportCommand(),
  },
};

/** The command that is called, or whose help is asked for. */
const called = process.argv[2] === 'help' ? process.argv[3] : process.argv[2];

const program = new Command('mitp')
  .description('Contract test suite and mock server for the myITprocess public API.')
  .version(version)
  .showHelpAfterError('(mitp --help lists the commands, mitp COMMAND --help its options)');

/** commander's own errors end with 1, which here means "a clause failed"; a mistake in the call is 2. */
function exitLikeUs(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) exitLikeUs(child.copyInheritedSettings(command));
}

for (const [name, { does, load }] of Object.entries(COMMANDS)) {
  // The list of commands needs a name and a sentence of the others.
  program.addCommand((name === called ? await load() : new Command(name)).description(does));
}
exitLikeUs(program);
// Who reads our output may stop early (`mitp report | head`): that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? 0);
});
try {
  loadDotEnv();
  await program.parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : complain(error);
}
