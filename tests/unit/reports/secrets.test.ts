import { expect, test } from '@playwright/test';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { runOf } from '../run-of.ts';
import { UserError } from '../../../verifier/user-error.ts';
import { KEY, spelled } from './leaky-server.ts';
import { leaks, textsBelow, unpacked } from './leaks.ts';
import { published, recordWith, said } from './published.ts';

const LEAK = spelled(KEY);

test('The search itself finds a key in every form, however deep it is packed', () => {
  for (const form of [
    KEY,
    encodeURIComponent(KEY),
    JSON.stringify(KEY),
    ...['', 'u', 'u:'].map((before) => btoa(before + KEY)),
  ]) {
    const zip = zipSync({ 'a.zip': zipSync({ 'b.gz': gzipSync(strToU8(`before ${form} after`)) }) });
    const page = `<template>data:application/zip;base64,${Buffer.from(zip).toString('base64')}</template>`;
    expect(leaks(unpacked('page', Buffer.from(page)), [KEY]), form).toHaveLength(1);
  }
});

test('No key that a suite lets slip reaches a report, the history or the terminal', async () => {
  const finding = { operation: LEAK, want: LEAK, got: LEAK, pointer: LEAK, reproduce: LEAK, exchange: 1 };
  const facts = {
    ...{
      id: 'leaky',
      drift: [{ kind: LEAK, operation: LEAK, pointer: LEAK, example: { a: LEAK }, count: 1, patch: { value: LEAK } }],
    },
    limiter: { algorithm: LEAK, timeline: [{ t: 0, status: 200, key: LEAK }] },
    target: { baseUrl: `http://127.0.0.1/?k=${LEAK}`, embedded: false, limit: 50, windowSeconds: 60 },
  };
  const clauses = [
    said('PAG-02', { verdict: 'fail', findings: [finding], notes: [LEAK], extra: { [LEAK]: [LEAK] } }),
    said('PAG-03', { verdict: 'not-run', reason: LEAK, checked: 0 }),
  ];
  const exchange = { method: 'GET', url: `/?${LEAK}`, requestHeaders: { a: LEAK }, status: 302, took: 1, cut: false };
  const exchanges = { 1: { ...exchange, headers: { location: LEAK, [LEAK]: LEAK }, body: LEAK } };
  const env = { MITP_API_KEY: KEY, GITHUB_ACTIONS: 'true' };
  const outcome = await published(recordWith(clauses, { ...facts, exchanges }, [LEAK]), env, true);
  expect(outcome.stdout, outcome.stderr).toContain('<MITP_API_KEY>');
  const written = textsBelow(outcome.reportDir);
  expect(written.length).toBeGreaterThan(6);
  expect(leaks([...written, ['stdout', outcome.stdout], ['stderr', outcome.stderr]], [KEY])).toEqual([]);
});

test('An error that a scene throws shows no key, one made in the portal neither', async () => {
  const config = { baseUrl: 'http://127.0.0.1:9', keys: { active: KEY }, limit: 50, windowSeconds: 60 };
  const run = runOf(config, { suites: ['auth'], depth: 'quick' });
  const made = 'm4d3+InThe/Portal==';
  run.secrets.register('made-a', made);
  const thrown = run.secrets.hideIn(new UserError(`${LEAK} ${spelled(made)}`));
  expect(thrown).toBeInstanceOf(UserError);
  const { message, stack = '' } = thrown as UserError;
  expect(leaks([['error', message + stack]], [KEY, made])).toEqual([]);
  expect(message).toContain('<made-a>');
  await run.close();
});
