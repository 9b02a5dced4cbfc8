import { expect, test } from '@playwright/test';
import { knew, showPool, unpromptedIn } from '../../../drill/rules/knew.ts';
import type { ClientRun } from '../../../drill/rules/evidence.ts';
import type { SentRequest } from '../../../drill/rules/requests.ts';
import { run } from '../../../drill/rules/sample.ts';

/** A request: its path, connection, when it came, when its response was sent, and the status. */
type Line = readonly [path: string, connection: number, at: number, endedAt: number, status?: number];

function sentBy(lines: readonly Line[]): ClientRun {
  const [sample] = run('limit-at-start').requests;
  const requests = lines.map(([path, connection, at, endedAt, status = 200], place): SentRequest => {
    const outcome = {
      kind: 'response',
      status,
      retryAfterMs: status === 429 ? 2000 : null,
      page: null,
      errors: {},
    } as const;
    return { ...sample!, n: place + 1, path, query: '', connection, at, endedAt, connectedAt: 0, outcome };
  });
  return { ...run('limit-at-start'), requests };
}

/** Of the requests after the first, the paths of those that were sent knowingly. */
const known = (...lines: readonly Line[]) => {
  const client = sentBy(lines);
  const [first, ...others] = client.requests;
  return others.filter((one) => knew(client, first!, one)).map(({ path }) => path);
};

test('what waited for a connection when a 429 came, on two connections or on one, was not sent knowingly', () => {
  expect(
    known(
      ['/a', 1, 0, 5, 429],
      ['/b', 2, 1, 6, 429],
      ['/c', 1, 6, 8, 429],
      ['/d', 2, 7, 9, 429],
      ['/a', 1, 2010, 2015],
    ),
  ).toEqual(['/a']);
  // A queue of many on a busy machine is sent for longer than half a second.
  const queue = Array.from({ length: 20 }, (_, at): Line => [`/q${at}`, 1, 60 * at + 60, 60 * at + 110, 429]);
  expect(known(['/a', 1, 0, 5, 429], ['/b', 2, 1, 6, 429], ...queue, ['/a', 1, 3000, 3010])).toEqual(['/a']);
  // One connection: the client waits with what was limited, and its library sends the others.
  expect(known(['/a', 1, 0, 5, 429], ['/b', 1, 6, 8, 429], ['/a', 1, 2010, 2015], ['/b', 1, 2016, 2020])).toEqual([
    ...['/a', '/b'],
  ]);
});

test('what a client sends after a pause, after it was served, or again, it sends knowingly', () => {
  // A list that goes on while another waits.
  expect(known(['/a', 1, 0, 5, 429], ['/b', 2, 1, 700], ['/c', 2, 701, 710], ['/a', 1, 2010, 2015])).toEqual([
    '/c',
    '/a',
  ]);
  expect(known(['/a', 1, 0, 5, 429], ['/b', 2, 1, 6, 429], ['/c', 1, 800, 810, 429])).toEqual(['/c']);
  // The same request at once.
  expect(known(['/a', 1, 0, 5, 429], ['/b', 2, 1, 6, 429], ['/a', 1, 6, 9, 429])).toEqual(['/a']);
  // One after the other, without ever waiting.
  expect(known(['/a', 1, 0, 5, 429], ['/b', 1, 6, 8, 429], ['/c', 1, 9, 11, 429])).toEqual(['/b', '/c']);
  expect(known(['/a', 1, 0, 5, 429], ['/b', 1, 6, 8, 429], ['/a', 1, 500, 510, 429])).toEqual(['/b', '/a']);
  // After a 401 there is nothing to wait for.
  expect(known(['/a', 1, 0, 5, 401], ['/b', 1, 6, 8, 401], ['/c', 1, 9, 11, 401])).toEqual(['/b', '/c']);
});

test('what a client starts with side by side was not sent knowingly, however late a busy machine sends it', () => {
  const calm = (...lines: readonly Line[]) => ({ ...sentBy(lines), scenario: run('undisturbed').scenario });
  const usual = calm(['/a', 1, 0, 9], ['/b', 2, 3, 12], ['/c', 3, 8, 17], ['/a2', 1, 10, 20]);
  const unprompted = unpromptedIn([usual]);
  expect([...unprompted].map((name) => name.split(/[ ?]/)[1])).toEqual(['/a', '/b', '/c']);
  const client = {
    ...sentBy([
      ...([
        ['/a', 1, 0, 5, 429],
        ['/b', 2, 520, 525, 429],
        ['/c', 3, 900, 905, 429],
        ['/a2', 2, 910, 915, 429],
      ] as const),
      ['/b', 2, 1500, 1505, 429],
    ]),
    unprompted,
  };
  const [first, ...others] = client.requests;
  expect(others.filter((one) => knew(client, first!, one)).map(({ path, at }) => `${path} ${at}`)).toEqual([
    '/a2 910',
    '/b 1500',
  ]);
  // One thing after the other: every request depends on the one before. A response that is slow on purpose proves nothing.
  expect(unpromptedIn([calm(['/a', 1, 0, 9], ['/b', 1, 10, 12])]).size).toBe(0);
  const slow = sentBy([
    ['/a', 1, 0, 2000],
    ['/b', 2, 1500, 1600],
  ]);
  expect(unpromptedIn([{ ...slow, scenario: run('slow', { nature: 'network' }).scenario }]).size).toBe(0);
});

test('what comes first on a connection of a pool began while no other was free, and was not sent knowingly', () => {
  const calm = (...lines: readonly Line[]) => ({ ...sentBy(lines), scenario: run('undisturbed').scenario });
  const parallel = calm(['/a', 1, 0, 9], ['/b', 2, 3, 12]);
  const again = calm(['/a', 1, 0, 9], ['/b', 1, 10, 12]);
  expect([[parallel], [again], [parallel, again]].map(showPool)).toEqual([false, false, true]);
  const limited: readonly Line[] = [
    ['/a', 1, 0, 5, 429],
    ['/b', 2, 900, 905, 429],
    ['/c', 2, 1600, 1605, 429],
    ['/a', 3, 1700, 1705, 429],
  ];
  const client = { ...sentBy(limited), pools: true as const };
  const [first, ...others] = client.requests;
  // The second on a connection, and the same request on a new one, are sent knowingly.
  expect(others.filter((one) => knew(client, first!, one)).map(({ path }) => path)).toEqual(['/c', '/a']);
  expect(known(...limited)).toContain('/b');
});

test('a connection beside one that was kept and free began before it was free, and its request was not sent knowingly', () => {
  const late: readonly Line[] = [
    ['/a', 1, 0, 5, 429],
    ['/b', 2, 900, 905, 429],
    ['/c', 2, 1600, 1605, 429],
  ];
  const opened = (...lines: readonly Line[]) => {
    const client = sentBy(lines);
    const requests = client.requests.map((one) => ({ ...one, connectedAt: one.connection === 2 ? 890 : 0 }));
    const [first, ...others] = requests;
    return others.filter((one) => knew({ ...client, requests }, first!, one)).map(({ path }) => path);
  };
  // The connection of the 429 is used again: it was free all the time.
  expect(opened(...late, ['/a', 1, 2010, 2015])).toEqual(['/c', '/a']);
  // It is not used again: a client may open a connection for each request.
  expect(opened(...late)).toEqual(['/b', '/c']);
  // It was not free all the time: another response came on it, after which the client may have gone on.
  expect(opened(late[0]!, ['/d', 1, 700, 710], ...late.slice(1), ['/a', 1, 2010, 2015])).toContain('/b');
});
