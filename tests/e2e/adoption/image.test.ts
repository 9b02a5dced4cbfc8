import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { asset } from '../../../spec/asset.ts';
import { instructionsIn } from '../../unit/adoption/dockerfile.ts';

const instructions = instructionsIn(readFileSync(asset('Dockerfile'), 'utf8'));
const all = (name: string) => instructions.filter(([one]) => one === name).map(([, rest]) => rest);
const json = (text: string) => JSON.parse(text.slice(text.indexOf('['))) as string[];

test('its steps make an application that serves and judges as somebody without rights, in a folder that cannot be written', async () => {
  test.setTimeout(240_000);
  const home = mkdtempSync(join(tmpdir(), 'mitp-image-'));
  chmodSync(home, 0o755);
  const [build, app, report] = [join(home, 'build'), join(home, 'app'), join(home, 'report')];
  // COPY . . without what .dockerignore leaves out, and with the dependencies that npm ci would install.
  const ignored = readFileSync(asset('.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('!'));
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: asset('.'), encoding: 'utf8' })
    .trim()
    .split('\n');
  for (const file of files.filter((one) => !ignored.some((rule) => one === rule || one.startsWith(`${rule}/`)))) {
    if (!existsSync(asset(file))) continue;
    mkdirSync(dirname(join(build, file)), { recursive: true });
    cpSync(asset(file), join(build, file));
  }
  // A link to the folder would give the compiler other names for its files; links to each file cost nothing.
  const linked = spawnSync('cp', ['-al', asset('node_modules'), build]).status === 0;
  if (!linked) cpSync(asset('node_modules'), join(build, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  for (const step of all('RUN').filter((one) => !one.includes('npm ci'))) {
    const here = step.replaceAll('/app', app).replaceAll('/report', report).replace('chown node:node', 'chmod 777');
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', here], { cwd: build, encoding: 'utf8' });
    expect(status, `${here}\n${stdout}${stderr}`).toBe(0);
  }
  rmSync(build, { recursive: true });
  const [node = '', ...entry] = json(all('ENTRYPOINT')[0] ?? '').map((word) => word.replace('/app', app));
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', MITP_REPORT_DIR: report };
  // Only who is root can be somebody else.
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const options = { cwd: '/', env, ...nobody };

  const judged = spawnSync(node, [...entry, 'verify', '--embedded', '--suite', 'contract', '--depth', 'quick'], {
    ...options,
    encoding: 'utf8',
  });
  expect(judged.status, judged.stderr).toBe(0);
  expect(existsSync(join(report, 'report.html'))).toBe(true);

  const mock = spawn(node, [...entry, ...json(all('CMD').at(-1) ?? ''), '--port', '0'], options);
  const port = await new Promise<string>((resolve) => {
    let text = '';
    mock.stderr.on('data', (chunk: Buffer) => {
      text += String(chunk);
      const found = /API +http:\S+:(\d+)\//.exec(text);
      if (found?.[1] !== undefined) resolve(found[1]);
    });
  });
  const check = json((all('HEALTHCHECK')[0] ?? '').replace('4010', port));
  const [program = '', ...words] = check;
  expect(spawnSync(program, words).status).toBe(0);
  const ended = new Promise((resolve) => mock.once('exit', resolve));
  mock.kill('SIGTERM');
  expect(await ended, 'Ctrl-C and docker stop end it by itself').toBe(0);
  expect(spawnSync(program, words).status, 'a mock that is gone is not healthy').toBe(1);
  rmSync(home, { recursive: true });
});
