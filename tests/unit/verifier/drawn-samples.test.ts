import { expect, test } from '@playwright/test';
import { asset } from '../../../spec/asset.ts';
import type { Check } from '../../../verifier/check.ts';
import { DEPTHS } from '../../../verifier/check-context.ts';
import type { Exchange } from '../../../verifier/exchange.ts';
import type { Observation } from '../../../verifier/observation.ts';
import {
  bodyOf,
  broken,
  problem,
  trySample,
  type SampleResponse,
  type Samples,
  type SampleScenario,
  type TriedSample,
} from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';
import { CATALOGUE } from '../../catalogue.ts';
import { digest } from '../digest.ts';
import { dice } from '../dice.ts';
import { STATUSES } from './drawn-server.ts';

type Dice = ReturnType<typeof dice>;
const LETTER = { pass: '.', fail: 'F', 'not-run': '-' } as const;
const wordOf = ({ verdict }: TriedSample) => `${LETTER[verdict.kind]} ${digest(verdict)}`;
const samplesOf = async (suite: string, { clause }: Check) =>
  ((await import(asset(`tests/${suite}/checks/${clause.toLowerCase()}.ts`))) as { samples: Samples }).samples;

/** What a scenario might as well have recorded: now and then one is missing, comes again, or shows something else. */
function otherwise(scenario: SampleScenario, { random, pick }: Dice): SampleScenario {
  const one = (fact: Observation): Observation => {
    const { value } = fact;
    if (typeof value === 'boolean') return { ...fact, value: !value };
    return {
      ...fact,
      value: pick<Observation['value']>(
        null,
        '',
        0,
        1,
        'something else',
        ...(typeof value === 'string' ? [`${value}x`] : []),
      ),
    };
  };
  const exchange = (sent: Omit<Exchange, 'n'>): Omit<Exchange, 'n'> => {
    const { response: { headers = {}, text = '' } = {}, ...request } = sent;
    const status = pick(200, 200, 204, 301, 400, 401, 403, 404, 429, 500);
    return pick<Omit<Exchange, 'n'>>(
      { ...request, error: 'no response' },
      { ...request, response: { status, headers, text } },
      { ...sent, sentAt: sent.sentAt + pick(-1_000, 5_000, 60_000, 61_000) },
      { ...sent, took: pick(0, 5_000, 60_000) },
    );
  };
  return scenario.flatMap((item) => {
    if (random() < 0.75) return [item];
    return pick([], [item, item], 'fact' in item ? [one(item)] : [exchange(item)]);
  });
}

test('what checks of scenarios say of drawn changes of their samples is as it was', async () => {
  const lines: string[] = [];
  for (const suite of ['auth', 'ratelimit', 'contract'] as const)
    for (const check of CATALOGUE.checks[suite]) {
      const { passes, rejects } = await samplesOf(suite, check);
      const scenarios = [passes, ...rejects].filter((sample) => typeof sample !== 'function').slice(0, 5);
      const said = scenarios.flatMap((scenario, nth) =>
        Array.from({ length: 6 }, (_, seed) => {
          const drawn = dice(100 * nth + seed);
          return wordOf(trySample(check, otherwise(scenario, drawn), drawn.pick(...DEPTHS)));
        }),
      );
      if (said.length > 0) lines.push(`${check.clause}: ${said.join(', ')}`);
    }
  expect(`${lines.join('\n')}\n`).toMatchSnapshot('drawn-scenarios.txt');
});

test('what checks of scenarios say where every response has another status is as it was', async () => {
  const lines: string[] = [];
  for (const suite of ['auth', 'contract'] as const)
    for (const check of CATALOGUE.checks[suite]) {
      const { passes, rejects } = await samplesOf(suite, check);
      const scenarios = [passes, rejects[0]!].filter((sample) => typeof sample !== 'function');
      const requested = scenarios.filter((scenario) => scenario.some((item) => 'request' in item));
      const said = requested.map((scenario) => {
        const verdicts = STATUSES.map((status) => {
          const other = scenario.map((item) =>
            'request' in item ? { ...item, response: { headers: {}, text: '', ...item.response, status } } : item,
          );
          return trySample(check, other).verdict;
        });
        return `${verdicts.map(({ kind }) => LETTER[kind]).join('')} ${digest(verdicts)}`;
      });
      if (said.length > 0) lines.push(`${check.clause}: ${said.join(', ')}`);
    }
  expect(`${lines.join('\n')}\n`).toMatchSnapshot('statuses-of-scenarios.txt');
});

/** A response of a server that breaks many, in a way that depends on the request. */
function damaged(response: SampleResponse, request: string, seed: number): SampleResponse | undefined {
  const { random, pick } = dice(seed * 7_919 + parseInt(digest(request), 16));
  if (random() < 0.5) return undefined;
  const headers = pick(
    {},
    { 'content-type': 'text/html' },
    { 'cache-control': 'no-store' },
    { 'www-authenticate': 'Basic' },
  );
  if (response.status !== undefined)
    return pick(problem(pick(200, 400, 403, 404, 500), 'x', headers), { ...response, headers });
  const body = bodyOf(response);
  const { items, totalCount } = body;
  const [first = {}, ...rest] = items;
  return pick<SampleResponse>(
    ...[{ body: { ...body, items: rest } }, { body: { ...body, items: items.toReversed() }, headers }],
    ...[{ body: { ...body, totalCount: totalCount + pick(-1, 1) } }, { body: { ...body, items: [...items, first] } }],
    ...[{ body: { ...body, items: [], totalCount: 0 } }, problem(pick(400, 404, 429, 500), 'rejected', headers)],
    { body: { ...body, items: [{ ...first, name: null, extra: 'x', id: pick<unknown>('1', null, 7) }, ...rest] } },
  );
}

/** Clauses whose checks send few requests: those of filters, orders and pages take seconds. */
const FEW = /^(AUTH|REL|SEC|CON-(?!14))/;

test('what checks of few requests say of servers with drawn defects is as it was', async () => {
  const lines: string[] = [];
  for (const suite of ['contract', 'auth'] as const)
    for (const check of CATALOGUE.checks[suite].filter(({ clause }) => FEW.test(clause))) {
      const { passes } = await samplesOf(suite, check);
      const whole = suite === 'auth' && typeof passes === 'function' ? passes : sampleServer(4);
      const said = [2, 3, 4].map((seed) => {
        const server = broken(whole, (response, { target, headers, method }) =>
          damaged(response, JSON.stringify([target, headers, method]), seed),
        );
        const tried = trySample(check, server, seed === 4 ? 'standard' : 'quick');
        return `${wordOf(tried)} ${tried.sent.length}`;
      });
      lines.push(`${check.clause}: ${said.join(', ')}`);
    }
  expect(`${lines.join('\n')}\n`).toMatchSnapshot('drawn-servers.txt');
});
