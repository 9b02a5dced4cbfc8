import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { asset } from '../spec/asset.ts';
import { loadDotEnv } from '../tests/harness/config.ts';
import { complain } from './complain.ts';
import { mockCommand } from './mock.ts';
import { proveCommand } from './prove.ts';
import { proxyCommand } from './proxy.ts';
import { reportCommand } from './report.ts';
import { specCommand } from './spec.ts';
import { verifyCommand } from './verify.ts';

const { version } = JSON.parse(readFileSync(asset('package.json'), 'utf8')) as { version: string };

const program = new Command('mitp')
  .description('Contract test suite and mock server for the myITprocess public API.')
  .version(version)
  .showHelpAfterError('(mitp --help lists the commands, mitp COMMAND --help its options)')
  .addCommand(verifyCommand())
  .addCommand(mockCommand())
  .addCommand(proxyCommand())
  .addCommand(proveCommand())
  .addCommand(specCommand())
  .addCommand(reportCommand());

/** commander's own errors end with 1, which here means "a clause failed"; a mistake in the call is 2. */
function exitLikeUs(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) exitLikeUs(child.copyInheritedSettings(command));
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
