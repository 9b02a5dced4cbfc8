import { Command, InvalidArgumentError, Option } from 'commander';

import { LIMITERS, startMock, type Mock, type MockOptions } from '../mocks/index.ts';
import { UserError } from '../tests/harness/user-error.ts';
import { banner } from './mock-banner.ts';

interface MockFlags {
  readonly port: number;
  readonly host: string;
  readonly size: NonNullable<MockOptions['size']>;
  readonly seed: number;
  readonly rateLimit?: number;
  readonly rateWindow?: number;
  readonly limiter: NonNullable<MockOptions['limiter']>;
}

/** `mitp mock`: serves until Ctrl-C. */
export function mockCommand(): Command {
  return new Command('mock')
    .description('Serve a myITprocess API with invented data, until Ctrl-C.')
    .option('--port <number>', 'port to listen on; 0 takes a free one', wholeNumber(0, 65_535), 4010)
    .option('--host <address>', 'address to listen on; other machines reach 0.0.0.0', '127.0.0.1')
    .addOption(
      new Option('--size <size>', 'how much data the first provider has')
        .choices(['small', 'medium', 'large'])
        .default('medium'),
    )
    .option('--seed <number>', 'makes the data; the same seed gives the same rows', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--rate-limit <requests>', "requests within a window (default: the contract's)", wholeNumber(1, 1e9))
    .option('--rate-window <seconds>', "length of the window (default: the contract's)", wholeNumber(1, 86_400))
    .addOption(new Option('--limiter <name>', 'how requests are counted').choices(LIMITERS).default('fixed-window'))
    .action(serve);
}

async function serve(flags: MockFlags): Promise<void> {
  const { rateLimit, rateWindow, ...options } = flags;
  const mock = await start({
    ...options,
    ...(rateLimit !== undefined && { rateLimit }),
    ...(rateWindow !== undefined && { rateWindowSeconds: rateWindow }),
  });
  process.stderr.write(banner(mock));
  await stopSignal();
  await mock.close();
}

/** Starts the mock; what the user can mend is one line. */
async function start(options: MockOptions): Promise<Mock> {
  try {
    return await startMock(options);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const where = `${options.host ?? ''}:${String(options.port)}`;
    if (code === 'EADDRINUSE') {
      throw new UserError(`${where} is in use already. Stop what listens there, or take another: --port 0.`);
    }
    if (code === 'EACCES') throw new UserError(`${where} needs rights that you do not have. Use a port above 1023.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
      throw new UserError(`This machine has no address ${options.host ?? ''}. Try --host 127.0.0.1.`);
    }
    throw error;
  }
}

/** Resolves at Ctrl-C or a polite kill. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

function wholeNumber(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,12}$/.test(value) ? Number(value) : -1;
    if (number < min || number > max) {
      throw new InvalidArgumentError(`Give a whole number from ${String(min)} to ${String(max)}.`);
    }
    return number;
  };
}
