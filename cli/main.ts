import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { asset } from '../spec/asset.ts';
import { loadDotEnv } from '../tests/harness/config.ts';
import { complain } from './complain.ts';

const { version } = JSON.parse(readFileSync(asset('package.json'), 'utf8')) as { version: string };

/** The commands. Each is loaded when it is called: `mitp report` need not wait for the mock and its engine. */
const COMMANDS = {
  verify: async () => (await import('./verify.ts')).verifyCommand(),
  mock: async () => (await import('./mock.ts')).mockCommand(),
  proxy: async () => (await import('./proxy.ts')).proxyCommand(),
  portal: async () => (await import('./portal.ts')).portalCommand(),
  prove: async () => (await import('./prove.ts')).proveCommand(),
  spec: async () => (await import('./spec.ts')).specCommand(),
  report: async () => (await import('./report.ts')).reportCommand(),
} as const;

/** The command that is called, or all of them where none is, for the help. */
function called(): (keyof typeof COMMANDS)[] {
  const names = Object.keys(COMMANDS) as (keyof typeof COMMANDS)[];
  const named = names.filter((name) => name === process.argv[2]);
  return named.length > 0 ? named : names;
}

const program = new Command('mitp')
  .description('Contract test suite and mock server for the myITprocess public API.')
  .version(version)
  .showHelpAfterError('(mitp --help lists the commands, mitp COMMAND --help its options)');

/** commander's own errors end with 1, which here means "a clause failed"; a mistake in the call is 2. */
function exitLikeUs(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) exitLikeUs(child.copyInheritedSettings(command));
}

for (const name of called()) program.addCommand(await COMMANDS[name]());
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
