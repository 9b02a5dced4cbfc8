import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { CommanderError } from 'commander';
import { chooseTarget } from '../../../cli/environment/target.ts';
import { verifyCommand } from '../../../cli/verify.ts';
import { verify } from '../../../cli/verify-run.ts';
import { ContractError } from '../../../spec/contract.ts';
import { SUITES } from '../../../verifier/suites.ts';
import { UserError } from '../../../verifier/user-error.ts';
import { complaint, mitp } from './mitp.ts';
import { SLOW } from '../slow.ts';

const KEY = 'k3yVaLu3ThatMustNotShow0123456789';

async function serving<T>(listener: RequestListener, use: (origin: string) => Promise<T>): Promise<T> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

/** What `mitp verify` says of a target that cannot be judged; the record of that run must tell no verdict. */
async function judged(origin: string): Promise<string> {
  const reports = test.info().outputPath('reports');
  const env = { MITP_BASE_URL: `${origin}/public-api/v1`, MITP_API_KEY: KEY, MITP_REPORT_DIR: reports };
  const options = { suites: SUITES, depth: 'quick', seed: 1, strict: false, json: false } as const;
  const said = await verify(options, env).then(String, (error: unknown) => error);
  if (!(said instanceof UserError)) throw new Error(`want a user's mistake, got ${String(said)}`);
  const text = readFileSync(join(reports, 'run.json'), 'utf8');
  expect(text + said.message).not.toContain(KEY);
  expect((JSON.parse(text) as { totals: unknown }).totals).toMatchObject({ pass: 0, fail: 0 });
  return said.message;
}

test('a target that rejects the key is a user’s mistake that says which variable to mend', async () => {
  const line = await serving(
    (_, response) => response.writeHead(401).end(),
    (origin) => judged(origin),
  );
  expect(line).toContain('rejected the key in MITP_API_KEY with 401');
});

test('a second run against one target with one key is rejected while the first goes on, and not after it', async () => {
  let second: Promise<string> | undefined;
  const line = await serving(
    (request, response) => {
      second ??= judged(`http://${request.headers.host ?? ''}`);
      void second.finally(() => response.writeHead(401).end());
    },
    async (origin) => [await judged(origin), await judged(origin)].join(),
  );
  expect(await second).toContain(`another run (process ${process.pid}) is judging`);
  expect(line).not.toContain('another run');
});

test('a target that returns HTML is a user’s mistake that says what the base URL must be', async () => {
  const line = await serving(
    (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Hello'),
    (origin) => judged(origin),
  );
  expect(line).toContain('returns an HTML page, not the API: MITP_BASE_URL must be the API base');
});

test('a target that is down is exit code 2 and not a broken contract', SLOW, async () => {
  const line = await serving(
    (_, response) => response.writeHead(503).end(),
    (origin) => judged(origin),
  );
  expect(line).toContain('responds 503, 503, 503 to every list: the API is down, or a gateway before it');
});

test('a redirect is not followed, so that the key stays with the host it is meant for', async () => {
  let requested = 0;
  const line = await serving(
    (_, response) => {
      requested += 1;
      response.end();
    },
    (other) =>
      serving(
        (_, response) => response.writeHead(302, { location: `${other}/elsewhere` }).end(),
        (origin) => judged(origin),
      ),
  );
  expect(line).toContain('redirects to');
  expect(requested).toBe(0);
});

test('a target that cannot be reached is exit code 2, one line that names the reason, and a record', SLOW, async () => {
  const reports = test.info().outputPath('reports');
  const env = { MITP_BASE_URL: 'http://127.0.0.1:9/public-api/v1', MITP_API_KEY: KEY, MITP_REPORT_DIR: reports };
  // One that goes the whole way, through the command and its exit code; the others need no process of their own.
  const ended = await mitp(['verify'], env);
  expect(complaint(ended)).toContain('cannot reach http://127.0.0.1:9/public-api/v1');
  expect(ended.stderr).not.toContain(KEY);
  expect(readFileSync(join(reports, 'run.json'), 'utf8')).not.toContain(KEY);
});

test('a base URL without a key, and a key without a base URL, name what is missing', async () => {
  const options = { suites: SUITES, depth: 'quick', seed: 1, strict: false, json: false } as const;
  const said = async (given: Record<string, string>): Promise<unknown> => {
    const { env } = chooseTarget(given, { requireTarget: false, embedded: false });
    return verify(options, env);
  };
  await expect(said({ MITP_BASE_URL: 'https://host.example/public-api/v1' })).rejects.toThrow(
    'MITP_API_KEY is not set',
  );
  await expect(said({ MITP_API_KEY: KEY })).rejects.toThrow('MITP_BASE_URL is not');
});

test('an unknown option, suite or depth is exit code 2, not 1, which would mean a broken clause', async () => {
  const calls = [['--bogus'], ['--suite', 'nope'], ['--depth', 'deep'], ['--seed', 'x']];
  for (const call of calls) {
    const rejected = await verifyCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined })
      .parseAsync(call, { from: 'user' })
      .then(String, (error: unknown) => error);
    expect(rejected).toBeInstanceOf(CommanderError);
  }
  const ended = await mitp(['verify', '--bogus']);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toMatch(/^error: unknown option '--bogus'/);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
});

test('a broken contract file is exit code 2 and names file and line', async () => {
  const file = test.info().outputPath('broken.yaml');
  writeFileSync(file, 'openapi: 3.0.4\ninfo:\n  title: [unclosed\n');
  const options = { suites: SUITES, depth: 'quick', seed: 1, strict: false, json: false, spec: file } as const;
  const error: unknown = await verify(options, {}).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ContractError);
  expect((error as Error).message).toMatch(/broken\.yaml.*:\d+/);
});
