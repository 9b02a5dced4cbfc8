import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import { CLIENTS } from '../../drill/clients/catalogue.ts';
import { asset } from '../../spec/asset.ts';
import type { DrillRecord } from '../../spec/drill-record.ts';
import { mitp } from '../unit/cli/mitp.ts';

let dir: string;
test.beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'mitp-drill-'))));
test.afterEach(() => rmSync(dir, { recursive: true, force: true }));

const few = ['undisturbed', 'undisturbed-again', 'rows-250', 'one-503', 'key-dead'].flatMap((id) => ['--scenario', id]);
const python = CLIENTS.find(({ name }) => name === 'python')?.command ?? [];
const drilled = () => JSON.parse(readFileSync(join(dir, 'drill.json'), 'utf8')) as DrillRecord;
const broken = ({ rules }: DrillRecord) =>
  rules.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn').map(({ id }) => id);

test('an honest client passes strictly; the record is what its schema says, and the reports stand beside it', async () => {
  const { code, stderr } = await mitp(['drill', '--strict', ...few, '--report-dir', dir, '--', ...python]);
  expect(stderr).toContain('Verdict: good client');
  expect(code).toBe(0);
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  const valid = ajv.compile(JSON.parse(readFileSync(asset('spec/drill-record.schema.json'), 'utf8')) as object);
  expect(valid(drilled()), JSON.stringify(valid.errors)).toBe(true);
  for (const name of ['report.html', 'summary.md', 'junit.xml']) expect(existsSync(join(dir, name)), name).toBe(true);
});

test('a client that reads the first page alone fails where the list is longer, and ends with 1', async () => {
  const client = join(dir, 'client.mjs');
  const script = `
    const response = await fetch(process.env.MITP_BASE_URL + '/clients', { headers: { 'mitp-api-key': process.env.MITP_API_KEY } });
    if (!response.ok) process.exit(1);
    console.log(JSON.stringify((await response.json()).items));`;
  writeFileSync(client, script);
  const { code } = await mitp(['drill', '--strict', ...few, '--report-dir', dir, '--', process.execPath, client]);
  expect(broken(drilled())).toContain('USE-07');
  expect(code).toBe(1);
});

/** Reads one page with a socket: enough for a list that fits, and says failure by its status. */
const PROGRAM = `
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
int main(void) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(getenv("APP_PORT")))};
  inet_pton(AF_INET, getenv("APP_HOST"), &to.sin_addr);
  int link = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(link, (struct sockaddr *)&to, sizeof to) != 0) return 2;
  char ask[1000];
  int length = snprintf(ask, sizeof ask, "GET /public-api/v1/users?pageSize=1 HTTP/1.1\\r\\nHost: %s\\r\\nmitp-api-key: %s\\r\\nConnection: close\\r\\n\\r\\n", getenv("APP_HOST"), getenv("APP_TOKEN"));
  if (write(link, ask, length) != length) return 2;
  static char answer[100000];
  int got = 0, more;
  while ((more = read(link, answer + got, sizeof answer - 1 - got)) > 0) got += more;
  if (strncmp(answer, "HTTP/1.1 200", 12) != 0) return 3;
  char *body = strstr(answer, "\\r\\n\\r\\n");
  puts(body ? body + 4 : "");
  return 0;
}`;

test('a compiled program in another folder, with names of its own for everything, is judged by what it sends', async () => {
  const folder = join(dir, 'elsewhere');
  mkdirSync(folder);
  writeFileSync(join(folder, 'app.c'), PROGRAM);
  const compiled = spawnSync('cc', ['-o', 'app', 'app.c'], { cwd: folder });
  test.skip(compiled.status !== 0, 'no C compiler on this machine');
  const set = ['APP_HOST={host}', 'APP_PORT={port}', 'APP_TOKEN={key}'].flatMap((one) => ['--set', one]);
  const command = ['sh', '-c', `cd '${folder}' && ./app`];
  const { code } = await mitp(['drill', ...few, ...set, '--report-dir', dir, '--', ...command]);
  const record = drilled();
  expect(record.rules.find(({ id }) => id === 'USE-02')?.verdict).toBe('pass');
  expect(record.rules.find(({ id }) => id === 'USE-18')?.verdict).toBe('pass');
  expect(broken(record)).toEqual(['USE-16']);
  expect(code).toBe(0);
});

test('a client that sends nothing is inconclusive, and told so, with what it said', async () => {
  const script = 'console.error("no such option"); process.exit(3)';
  const { code, stderr } = await mitp(['drill', '--report-dir', dir, '--', process.execPath, '-e', script]);
  expect(stderr).toContain('sent no request to the mock: status 3, "no such option"');
  expect(code).toBe(2);
});

test('a client that keeps what it read is inconclusive, until each run has a folder for that', async () => {
  const client = join(dir, 'client.mjs');
  const script = `
    import { existsSync, readFileSync, writeFileSync } from 'node:fs';
    const file = process.env.CACHE_DIR + '/users.json';
    if (!existsSync(file)) {
      const url = process.env.MITP_BASE_URL + '/users?pageSize=1';
      const response = await fetch(url, { headers: { 'mitp-api-key': process.env.MITP_API_KEY } });
      if (!response.ok) process.exit(1);
      writeFileSync(file, await response.text());
    }
    console.log(readFileSync(file, 'utf8'));`;
  writeFileSync(client, script);
  const drill = (cache: string) =>
    mitp(['drill', ...few, '--set', `CACHE_DIR=${cache}`, '--report-dir', dir, '--', process.execPath, client]);
  const kept = await drill(dir);
  expect(kept.stderr).toContain('--set CACHE_DIR={folder}');
  expect(kept.code).toBe(2);
  expect((await drill('{folder}')).code).toBe(0);
});
