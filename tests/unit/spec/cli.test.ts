import { test, expect } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asset } from '../../../spec/asset.ts';
import { specCommand } from '../../../cli/spec.ts';
import { DEFAULT_CONTRACT, loadContract } from '../../../spec/contract.ts';
import { SLOW } from '../slow.ts';

const FIXTURE = asset('tests/unit/spec/fixtures/swashbuckle.json');

/** `mitp spec ...` within this process: what it says and prints, and how it exits. */
async function spec(...options: string[]) {
  const seen = { code: 0, said: '', printed: '' };
  const command = specCommand({
    say: (text) => void (seen.said += `${text}\n`),
    print: (text) => void (seen.printed += text),
    exit: (code) => void (seen.code = code),
  });
  await command.parseAsync(options, { from: 'user' });
  return seen;
}

const temporary = () => mkdtempSync(join(tmpdir(), 'spec-cli-'));

test(
  'spec import writes the contract and its types, spec check accepts it, spec diff exits 1 on what breaks',
  SLOW,
  async () => {
    const folder = temporary();
    const out = join(folder, 'openapi.yaml');
    mkdirSync(join(folder, 'generated'));
    writeFileSync(join(folder, 'generated', 'api.ts'), '// stale');
    const { said } = await spec('import', FIXTURE, '--out', out);
    expect(said).toContain('! listRecommendations hours is gone');
    expect(said).toContain(`MITP_CONTRACT=${out}`);
    expect(loadContract(out).operations).toHaveLength(10);
    expect(readFileSync(join(folder, 'generated', 'api.ts'), 'utf8')).toContain('/clients/{clientId}/contacts');

    expect((await spec('check', out)).said).toContain('10 lists');
    const compared = await spec('diff', DEFAULT_CONTRACT, out, '--json');
    expect(compared.code).toBe(1);
    const { changes } = JSON.parse(compared.printed) as { changes: { clause: string }[] };
    expect(changes.map(({ clause }) => clause)).toContain('LIM-01');
    expect((await spec('diff', out, out)).code).toBe(0);
    rmSync(folder, { recursive: true });
  },
);

test('spec diff compares what a vendor file says, and nothing else', async () => {
  const { said, code } = await spec('diff', DEFAULT_CONTRACT, FIXTURE);
  expect(said).toContain(
    'swashbuckle.json is no contract of ours: what it says is compared, and what it does not say is not.',
  );
  expect(code).toBe(1);
});

test('spec import --dry-run reads an address, sends it no key, and writes nothing', async () => {
  const folder = temporary();
  const out = join(folder, 'openapi.yaml');
  const sent: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    sent.push(request.headers);
    response.end(request.url === '/' ? '<!doctype html>' : readFileSync(FIXTURE));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect((await spec('import', `${origin}/swagger.json`, '--dry-run', '--out', out)).said).toContain(
    'Nothing was written',
  );
  await expect(spec('import', `${origin}/`)).rejects.toThrow(`${origin}/: This is a web page.`);
  server.close();
  server.closeAllConnections();
  expect(existsSync(out)).toBe(false);
  expect(sent).toHaveLength(2);
  for (const headers of sent) expect(Object.keys(headers)).not.toContain('mitp-api-key');
  await expect(spec('import', `${origin}/`)).rejects.toThrow(/: It cannot be fetched \(.+\). Save it to a file/);
  rmSync(folder, { recursive: true });
});

test('a contract that cannot be used is one line per problem, with file and line, and exit code 2', async () => {
  const folder = temporary();
  const broken = join(folder, 'broken.yaml');
  const text = readFileSync(DEFAULT_CONTRACT, 'utf8');
  const edited = text.replace('operationId: listMeetings', 'operationId: listInitiatives');
  writeFileSync(broken, edited.replace('{ name: status,', '{ name: state,'));
  const line = text.split('\n').findIndex((one) => one.includes('operationId: listMeetings')) + 1;
  const ended = spawnSync(process.execPath, [asset('cli/mitp.mjs'), 'spec', 'check', broken], { encoding: 'utf8' });
  expect(ended.status).toBe(2);
  expect(ended.stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/broken\.yaml:\d+: listReviews: x-fields: the rows have no field state\.$/),
    `${broken}:${line}: /meetings: operationId listInitiatives stands twice: it has to be unique.`,
  ]);
  await expect(spec('diff', 'no-such.yaml', DEFAULT_CONTRACT)).rejects.toThrow(
    'no-such.yaml: There is no such file. Give the path of an OpenAPI 3.0 file.',
  );
  rmSync(folder, { recursive: true });
});
