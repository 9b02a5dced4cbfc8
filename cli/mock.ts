import { Command, InvalidArgumentError, Option } from 'commander';

import { LIMITERS, requestLine, startMock, type Mock, type MockOptions } from '../mocks/index.ts';
import { UserError } from '../verifier/user-error.ts';
import { complain } from './complain.ts';
import { stopSignal } from './interruption.ts';
import { banner, reloadLine } from './mock-banner.ts';
import { readData } from './mock-data.ts';
import { readState, writeState } from './mock-state.ts';
import { checkPlace } from './writable.ts';
import { wholeNumber } from './options.ts';

interface MockFlags {
  readonly port: number;
  readonly host: string;
  readonly size: NonNullable<MockOptions['size']>;
  readonly seed: number;
  readonly rateLimit?: number;
  readonly rateWindow?: number;
  readonly limiter: NonNullable<MockOptions['limiter']>;
  readonly fault?: readonly string[];
  readonly variant?: readonly string[];
  /** False with --no-cors. */
  readonly cors: boolean;
  readonly controlOrigin?: readonly string[];
  readonly latency?: NonNullable<MockOptions['latency']>;
  readonly spec?: string;
  readonly watch?: true;
  readonly state?: string;
  readonly data?: string;
  readonly store?: string;
  /** Undefined with neither --log nor --no-log. */
  readonly log?: boolean;
}

/** `mitp mock`: serves until Ctrl-C. */
export function mockCommand(): Command {
  return new Command('mock')
    .option('--port <number>', 'port to listen on; 0 takes a free one', wholeNumber(0, 65_535), 4010)
    .option('--host <address>', 'address to listen on; 0.0.0.0 lets other machines in', bare, '127.0.0.1')
    .addOption(
      new Option('--size <size>', 'how much data the first provider has')
        .choices(['empty', 'small', 'medium', 'large'])
        .default('medium'),
    )
    .option('--seed <number>', 'the same seed and size give the same rows', wholeNumber(0, 2 ** 31 - 1), 1)
    .option(
      '--rate-limit <requests>',
      "requests that a provider may make in a window (default: the contract's)",
      wholeNumber(1, 1e9),
    )
    .option('--rate-window <seconds>', "length of that window (default: the contract's)", wholeNumber(1, 86_400))
    .addOption(new Option('--limiter <name>', 'how requests are counted').choices(LIMITERS).default('fixed-window'))
    .option('--fault <id>', 'break the mock in this way; may be repeated (mitp prove --list names them)', collect)
    .option(
      '--variant <id>',
      'respond as the real API may, too, such as forbidden (403 for 401); may be repeated (mitp prove --list names them)',
      collect,
    )
    .option('--no-cors', 'allow no browser of another origin; whether the real API allows any is unknown')
    .option('--control-origin <origin>', 'let pages of this origin use the control API; may be repeated', collect)
    .option('--latency <ms>', 'delay each response: 80, or 80+-20 with jitter', milliseconds)
    .option('--spec <file>', 'serve by this OpenAPI file (default: MITP_CONTRACT, or the contract of this package)')
    .option('--watch', 'read the contract again whenever its file changes')
    .option('--data <file>', 'serve the rows of this file, such as one of mitp record, in place of invented ones')
    .option(
      '--store <url>',
      'share keys, quota, clock and journal with other replicas in this Redis (redis://host:port)',
    )
    .option('--state <file>', 'go on from this snapshot if it exists, and save it again at the end')
    .option(
      '--log',
      'a line on stderr for each request: status, name of the key, why rejected (default: on a terminal)',
    )
    .option('--no-log', 'no such lines')
    .addHelpText('after', HELP)
    .action(serve);
}

const HELP = `
Environment, or a file .env in this folder:
  MITP_MOCK_API_KEY, MITP_MOCK_SIBLING_API_KEY and MITP_MOCK_FOREIGN_API_KEY are demo keys that stay the same after a
  restart: 40 letters and digits each, such as those of an earlier banner; never a key of the real service.
  MITP_MOCK_CONTROL_TOKEN protects the control API. Without it that is closed if other machines can reach the mock.`;

async function serve(flags: MockFlags): Promise<void> {
  const {
    rateLimit,
    rateWindow,
    fault = [],
    variant = [],
    controlOrigin,
    watch,
    state,
    data,
    log = process.stderr.isTTY,
    ...options
  } = flags;
  const { MITP_MOCK_API_KEY, MITP_MOCK_SIBLING_API_KEY, MITP_MOCK_FOREIGN_API_KEY } = process.env;
  const token = process.env['MITP_MOCK_CONTROL_TOKEN'];
  const snapshot = readState(state);
  if (state !== undefined) checkPlace(state, '--state');
  if (options.store !== undefined && (state !== undefined || !MITP_MOCK_API_KEY))
    throw new UserError(
      state === undefined
        ? '--store wants MITP_MOCK_API_KEY (40 letters and digits): all replicas have to know the same key.'
        : '--store and --state exclude each other: the store outlasts a restart.',
    );
  const mock = await start({
    ...options,
    faults: fault,
    variants: variant,
    ...(controlOrigin && { controlOrigins: controlOrigin }),
    demoKeys: {
      ...(MITP_MOCK_API_KEY && { active: MITP_MOCK_API_KEY }),
      ...(MITP_MOCK_SIBLING_API_KEY && { sibling: MITP_MOCK_SIBLING_API_KEY }),
      ...(MITP_MOCK_FOREIGN_API_KEY && { foreign: MITP_MOCK_FOREIGN_API_KEY }),
    },
    ...(rateLimit !== undefined && { rateLimit }),
    ...(rateWindow !== undefined && { rateWindowSeconds: rateWindow }),
    ...(token && { controlToken: token }),
    ...(snapshot && { snapshot }),
    ...(data !== undefined && { data: readData(data) }),
    ...(log && {
      onRequest: (entry) => process.stderr.write(`${requestLine(entry, inColour())}\n`),
      onUnreadable: (why) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} - ${why}\n`),
    }),
    ...(watch && { onReload: (reload) => process.stderr.write(reloadLine(reload)) }),
  });
  // Listens before the banner appears: a reader of the banner may stop the mock at once, and its state has to be saved.
  const stopped = stopSignal();
  process.stderr.write(
    banner(mock, { isRestored: snapshot !== undefined, host: options.host, hasToken: Boolean(token) }),
  );
  await stopped;
  try {
    writeState(state, mock.snapshot());
  } catch (error) {
    complain(error);
    process.exitCode = 1;
  }
  await mock.close();
}

/** Starts the mock; a mistake that the user can fix is one line. */
async function start(options: MockOptions): Promise<Mock> {
  try {
    return await startMock(options);
  } catch (error) {
    throw userError(error, options) ?? error;
  }
}

function userError(error: unknown, { host = '', port }: MockOptions): UserError | undefined {
  const { code, name, message } = error as NodeJS.ErrnoException;
  const where = `${host}:${String(port)}`;
  if (code === 'EADDRINUSE') {
    return new UserError(`${where} is in use already. Stop what listens there, or take another: --port 0.`);
  }
  if (code === 'EACCES') return new UserError(`${where} needs rights that you do not have. Use a port above 1023.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new UserError(`This machine has no address ${host}. Try --host 127.0.0.1.`);
  }
  return name === 'RangeError' || name === 'KeyError' ? new UserError(message) : undefined;
}

/** An IPv6 address without the brackets of a URL. */
const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** Colours only on a terminal, and not with NO_COLOR (https://no-color.org). */
const inColour = (): boolean => process.stderr.isTTY && !process.env['NO_COLOR'];

function milliseconds(value: string): NonNullable<MockOptions['latency']> {
  const [, ms, jitterMs = '0'] = /^(\d{1,5})(?:\+-(\d{1,5}))?$/.exec(value) ?? [];
  if (ms === undefined) throw new InvalidArgumentError('Give milliseconds such as 80, or 80+-20 with jitter.');
  return { ms: Number(ms), jitterMs: Number(jitterMs) };
}
