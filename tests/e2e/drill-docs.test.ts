import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import { asset } from '../../spec/asset.ts';
import type { DrillRecord } from '../../spec/drill-record.ts';

/** The commands that docs/drill.md shows, each as it stands there. */
const EXAMPLES = readFileSync(asset('docs/drill.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('npx . drill '))
  .map((line) => line.replace(/ +#.*$/, ''));

/** Reads one page with fetch, and ends with 1 where it does not get it. */
const SYNC = `
  const { MITP_BASE_URL, MITP_API_KEY } = process.env;
  const response = await fetch(MITP_BASE_URL + '/users?pageSize=1', { headers: { 'mitp-api-key': MITP_API_KEY } });
  if (!response.ok) process.exit(1);
  console.log(JSON.stringify(await response.json()));`;

/** The same in C with a socket. */
const MYAPP = String.raw`
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
int main(void) {
  char host[100], request[500];
  int port;
  if (sscanf(getenv("MYAPP_URL"), "http://%99[^:]:%d", host, &port) != 2) return 2;
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
  inet_pton(AF_INET, host, &to.sin_addr);
  int link = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(link, (struct sockaddr *)&to, sizeof to) != 0) return 2;
  int length = snprintf(request, sizeof request, "GET /public-api/v1/users?pageSize=1 HTTP/1.1\r\nHost: %s\r\nmitp-api-key: %s\r\nConnection: close\r\n\r\n", host, getenv("MYAPP_TOKEN"));
  if (write(link, request, length) != length) return 2;
  static char response[100000];
  int size = 0, more;
  while ((more = read(link, response + size, sizeof response - 1 - size)) > 0) size += more;
  char *body = strstr(response, "\r\n\r\n");
  if (strncmp(response, "HTTP/1.1 200", 12) != 0 || !body) return 3;
  puts(body + 4);
  return 0;
}`;

/** The same as a script that takes the address as an argument and the name of the key's variable as another. */
const EXPORTER = `#!/bin/sh
url=$2 name=$4
printf 'mitp-api-key: %s' "$(printenv "$name")" | curl -sSf --max-time 5 -H @- "$url/users?pageSize=1"`;

let dir: string;
test.beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'mitp-docs-'));
  for (const name of ['work/bin', 'exporter']) mkdirSync(join(dir, name), { recursive: true });
  writeFileSync(join(dir, 'work/sync.mjs'), SYNC);
  writeFileSync(join(dir, 'exporter/exporter'), EXPORTER);
  chmodSync(join(dir, 'exporter/exporter'), 0o755);
  writeFileSync(join(dir, 'work/bin/myapp.c'), MYAPP);
});
test.afterAll(() => rmSync(dir, { recursive: true, force: true }));

const mitp = `'${process.execPath}' '${asset('cli/mitp.mjs')}'`;
const few = ['one-row', 'key-dead', 'down'].flatMap((id) => ['--scenario', id]).join(' ');

test('the examples of the documentation begin with a script, a compiled program and another folder', () => {
  expect(EXAMPLES).toHaveLength(3);
});

for (const example of EXAMPLES) {
  test(`as documented: ${example}`, () => {
    const compiled = spawnSync('cc', ['-o', 'myapp', 'myapp.c'], { cwd: join(dir, 'work/bin') }).status === 0;
    test.skip(example.includes('myapp') && !compiled, 'no C compiler on this machine');
    const command = example.replace('npx . drill', `${mitp} drill ${few} --report-dir '${join(dir, 'report')}'`);
    const { status, stderr } = spawnSync('sh', ['-c', command], { cwd: join(dir, 'work'), encoding: 'utf8' });
    expect(stderr).toContain('Verdict: good client');
    expect(status).toBe(0);
    const { rules } = JSON.parse(readFileSync(join(dir, 'report/drill.json'), 'utf8')) as DrillRecord;
    for (const id of ['USE-01', 'USE-02', 'USE-18', 'USE-19'])
      expect(rules.find((rule) => rule.id === id)?.verdict, id).toBe('pass');
  });
}

test('Ctrl-C ends the client and all that it started within three seconds, and a second one changes nothing', async () => {
  // It does not heed SIGTERM, and has a child in its group, and one that left group and parent.
  const stubborn = `
    process.on('SIGTERM', () => 0);
    const { spawn } = require('node:child_process');
    const sleep = ['-e', 'process.on("SIGTERM", () => 0); setInterval(() => 0, 1000)'];
    const pids = [spawn(process.execPath, sleep), spawn(process.execPath, sleep, { detached: true })].map(({ pid }) => pid);
    require('node:fs').writeFileSync('pids', JSON.stringify([process.pid, ...pids]));
    setInterval(() => 0, 1000);`;
  const cwd = join(dir, 'work');
  const started = spawn(process.execPath, [asset('cli/mitp.mjs'), 'drill', '--', process.execPath, '-e', stubborn], {
    ...{ cwd, detached: true, stdio: 'ignore' },
  });
  const ended = new Promise<number | null>((resolve) => started.once('exit', resolve));
  const pidsIn = () => {
    try {
      return JSON.parse(readFileSync(join(cwd, 'pids'), 'utf8')) as number[];
    } catch {
      return [];
    }
  };
  await expect.poll(() => pidsIn().length, { timeout: 60_000 }).toBe(3);
  // The terminal sends it to the whole foreground group; the client is not in it.
  const stopped = performance.now();
  process.kill(-(started.pid ?? 0), 'SIGINT');
  await new Promise((resolve) => setTimeout(resolve, 300));
  process.kill(-(started.pid ?? 0), 'SIGINT');
  expect(await ended).toBe(130);
  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  // A killed process is there until its new parent has heard of its end.
  await expect.poll(() => pidsIn().filter(isAlive), { intervals: [20] }).toEqual([]);
  expect((performance.now() - stopped) / 1000).toBeLessThan(3);
});
