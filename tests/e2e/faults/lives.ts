import type { Mock } from '../../../mocks/index.ts';
import type { Step } from './steps.ts';
import { line, send, transcribe, type Transcript } from './transcript.ts';

/** The life of keys: made, used, revoked, regenerated, deleted, and made again. Values are told by their shape alone. */
export async function* keyLife(mock: Mock): Transcript {
  const { state, keys: demo } = mock;
  const { clock } = state;
  const before = { keys: state.keys.snapshot(), clock: clock.snapshot() };
  const lines: string[] = [];
  const id = 'northwind';
  const values = new Map<string, string>();
  const issue = (name: string, { value, record }: { value: string; record: { id: string } }) => {
    const before = [...values.values()];
    const shares = (length: number) => before.some((one) => one.slice(0, length) === value.slice(0, length));
    lines.push(
      `${name} ${String(/^[A-Za-z0-9]{40}$/.test(value))} ${/\d{6}/.exec(value) ? 'digits' : ''} ${String([6, 40].map(shares))}`,
    );
    values.set(name, value);
    return record.id;
  };
  const client = async () => {
    for (const [name, value] of [...Object.entries<string>({ ...demo }), ...values]) {
      const statuses: string[] = [];
      const paths = ['/clients', '/findings', '/initiatives', '/users'];
      const lists: Step[] = [
        ...paths.map((path) => ({ path, key: value, method: 'HEAD' })),
        { path: '/users', key: value },
        { path: '/clients', key: value, query: { page: '2', pageSize: '1' } },
        {
          path: '/clients',
          key: value,
          query: { queryFilters: '{"field":"name","predicate":"equal","condition":"x"}' },
        },
      ];
      for await (const reply of transcribe(mock, lists)) statuses.push(reply.slice(0, 3));
      lines.push(`${name} ${statuses.join()}`);
    }
    for (const provider of ['northwind', 'nordlicht']) {
      const records = state.keys.list(provider);
      lines.push(records.map(({ name, status, masked }) => `${name} ${status} ${String(masked?.length)}`).join());
    }
  };
  /** Another provider names the record by its id. */
  const tryAs = (provider: string, record: string) => {
    const untouched = state.keys.snapshot();
    for (const act of ['regenerate', 'revoke', 'delete'] as const) {
      try {
        state.keys[act](provider, record);
        lines.push(`${provider} may ${act}`);
      } catch (error) {
        lines.push(String(error));
      }
      state.keys.restore(untouched);
    }
  };
  clock.freeze();
  clock.advance(1000);
  const one = issue('one', state.keys.generate(id, 'One'));
  const two = issue('two', state.keys.generate(id, 'Two'));
  issue('three', state.keys.generate(id, 'Three'));
  await client();
  lines.push(...tells([...values.values()]));
  clock.advance(130_000);
  await client();
  tryAs('nordlicht', two);
  state.keys.revoke(id, one);
  tryAs('nordlicht', one);
  for (const ms of [0, 3000, 60_000]) {
    clock.advance(ms);
    await client();
  }
  issue('one again', state.keys.regenerate(id, one));
  state.keys.delete(id, two);
  await client();
  clock.advance(70_000);
  await client();
  issue('two again', state.keys.generate(id, 'Two'));
  clock.advance(130_000);
  await client();
  state.keys.restore(before.keys);
  clock.restore(before.clock);
  yield* lines;
}

/** What all values have in common that random ones hardly ever have. */
function tells(values: readonly string[]): string[] {
  const all = (pattern: RegExp) => values.every((value) => pattern.test(value));
  const [first = '', second = ''] = values;
  const shared = [...first].some((_, at) => at + 12 <= first.length && second.includes(first.slice(at, at + 12)));
  return [all(/^.{14}[0-9a-z]{9}/), all(/^[0-9A-Z]+$/), all(/[0-9a-f]{8}$/), shared].map(String);
}

/** A budget: spent by all keys, rejected, waited for, raced for. */
export async function* budgetLife(mock: Mock): Transcript {
  const { state, keys } = mock;
  const { clock } = state;
  const before = { keys: state.keys.snapshot(), clock: clock.snapshot() };
  const lines: string[] = [];
  const sendMany = async (count: number, key: string | undefined, path = '/users') => {
    for (let sent = 0; sent < count; sent += 1) {
      const reply = await send(mock, { path, key, method: 'HEAD' });
      lines.push(line(mock, reply).replace(/(?<=retry-after":")1[67]\d{8}/, 'an epoch'));
    }
  };
  clock.freeze();
  state.limiter.refill();
  await sendMany(3, keys.revoked);
  await sendMany(10, keys.sibling, '/clients');
  await sendMany(5, keys.active, '/users');
  await sendMany(40, keys.active, '/initiatives');
  await sendMany(2, keys.foreign);
  await sendMany(1, undefined);
  for (const ms of [30_000, 21_000, 10_000, 5_000]) {
    clock.advance(ms);
    await sendMany(2, keys.active);
  }
  clock.advance(120_000);
  await sendMany(60, keys.active);
  const kinds: Step[] = [
    { path: '/clients', query: { queryFilters: '{"field":"name","predicate":"equal","condition":"x"}' } },
    { path: '/clients', query: { page: '2', pageSize: '1' } },
    { path: '/recommendations/1/configurations' },
    ...['/clients/', '/CLIENTS', '//clients'].map((path) => ({ path })),
    { path: '/clients', headers: { 'user-agent': 'another' } },
    { path: '/clients', headers: { 'x-forwarded-for': '10.0.0.9' } },
    { path: '/clients', headers: { accept: '*/*' } },
  ];
  for (const kind of kinds) lines.push(line(mock, await send(mock, { ...kind, key: keys.active })));
  const { id } = state.keys.generate('northwind', 'New').record;
  await sendMany(2, keys.active);
  state.keys.regenerate('northwind', id);
  await sendMany(2, keys.active);
  clock.advance(200_000);
  const raced = await Promise.all(
    Array.from({ length: 60 }, () => send(mock, { path: '/clients', key: keys.active, method: 'HEAD' })),
  );
  lines.push(String(raced.filter(({ status }) => status === 200).length));
  state.limiter.refill();
  state.keys.restore(before.keys);
  clock.restore(before.clock);
  yield* lines;
}

/** The portal and the contract that Swagger UI reads, as an administrator and an engineer find them. */
export async function* pages(mock: Mock): Transcript {
  const { state } = mock;
  const before = state.keys.snapshot();
  const lines: string[] = [];
  const values = new Map<string, string>();
  const clean = (text: string) =>
    [...values]
      .reduce((all, [name, value]) => all.replaceAll(value, `<${name}>`), text)
      .replace(/name="(?:csrf|form)" value="[^"]*"/g, '')
      .replace(/<time[^>]*>[^<]*<\/time>/g, '')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
      .replace(/(?<=•)[A-Za-z0-9]{4}(?=<)/g, 'tail');
  const visit = async (username: string) => {
    let cookie = '';
    const call = async (path: string, form?: Record<string, string>) => {
      const response = await fetch(`${mock.url}${path}`, {
        method: form ? 'POST' : 'GET',
        headers: { cookie },
        redirect: 'manual',
        ...(form && { body: new URLSearchParams(form) }),
      });
      cookie =
        response.headers
          .getSetCookie()
          .find((one) => one.startsWith('mitp_portal'))
          ?.split(';')[0] ?? cookie;
      return { response, text: await response.text() };
    };
    const token = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
    const signIn = await call('/portal/sign-in');
    await call('/portal/sign-in', { csrf: token(signIn.text, 'csrf'), 'demo-user': username });
    const form = await call('/portal/account/api-keys/new');
    const fields = { csrf: token(form.text, 'csrf'), form: token(form.text, 'form'), name: `Of ${username}` };
    const issued = await call('/portal/account/api-keys/new', fields);
    const value = /value="([A-Za-z0-9]{40})"/.exec(issued.text)?.[1];
    if (value !== undefined) values.set('value', value);
    const list = await call('/portal/account/api-keys');
    const [, id = 'none'] = new RegExp(`/portal/account/api-keys/([^/"]+)/revoke`).exec(list.text) ?? [];
    const requests = await Promise.all(
      ['revoke', 'delete'].map((action) => call(`/portal/account/api-keys/${id}/${action}`)),
    );
    for (const { response, text } of [form, issued, list, await call('/portal/account/api-keys'), ...requests]) {
      const headers = [...response.headers].filter(
        ([name]) => !['date', 'content-length'].includes(name) && !(name === 'set-cookie' && cookie === ''),
      );
      lines.push(clean(`${response.status} ${JSON.stringify(headers)} ${text}`));
    }
  };
  await visit('admin@northwind-managed-it.example');
  await visit('engineer@northwind-managed-it.example');
  for (const path of ['/portal/assets/portal.js', '/openapi.json'])
    lines.push(await (await fetch(mock.url + path)).text());
  state.keys.restore(before);
  yield* lines;
}

/** Ten requests at once, and which of them were late. */
export async function* tenAtOnce(mock: Mock): Transcript {
  mock.state.limiter.refill();
  const started = performance.now();
  const requested = Array.from({ length: 10 }, async () => {
    const reply = await send(mock, { path: '/users', key: mock.keys.active });
    return `${performance.now() - started > 1500 ? 'late ' : ''}${line(mock, reply)}`;
  });
  yield* await Promise.all(requested);
}
