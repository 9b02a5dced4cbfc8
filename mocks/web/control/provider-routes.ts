import { Hono } from 'hono';

import type { KeyRecord } from '../../keys/keys.ts';
import type { NewProvider, Provider } from '../../keys/providers.ts';
import type { MockState } from '../../state.ts';
import { input } from './input.ts';
import { BadInput, Missing } from './problem.ts';

type NewProviderBody = Omit<NewProvider, 'id' | 'seed'> & { readonly seed?: number; readonly keys: readonly string[] };

const time = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** A key's record as JSON shows it. */
const keyOf = (key: KeyRecord) => ({ ...key, createdAt: time(key.createdAt), lastUsedAt: time(key.lastUsedAt) });

/** The remaining quota of a provider. */
function budgetOf({ limiter, clock, limit }: MockState, id: string) {
  const { requests, windowMs } = limit;
  return { left: limiter.left(id, clock.now()), requests, windowSeconds: windowMs / 1000, limiter: limit.limiter };
}

/** A provider in JSON: with quota and keys, and without its own rows. */
export function providerOf(state: MockState, { data, ...provider }: Provider) {
  const keys = state.keys.list(provider.id).map(keyOf);
  return { ...provider, hasOwnData: data !== undefined, budget: budgetOf(state, provider.id), keys };
}

/** Providers, and the quota and keys of each. */
export function providerRoutes(state: MockState): Hono {
  const { providers } = state;
  const found = (id: string): Provider => {
    const provider = providers.get(id);
    if (!provider) throw new Missing('There is no such IT provider; GET /__mock/providers lists them.');
    return provider;
  };
  return new Hono()
    .get('/', (c) => c.json(providers.list().map((provider) => providerOf(state, provider))))
    .post('/', async (c) => {
      const { keys, ...wanted } = await input<NewProviderBody>(c, 'Provider');
      const [wrong] = wanted.data ? state.runtime.problems(wanted.data) : [];
      if (wrong !== undefined) throw new BadInput(`The data breaks the contract: ${wrong}`);
      // Data of its own: no other provider has this seed.
      const seed = Math.max(0, ...providers.list().map((other) => other.seed)) + 1;
      const provider = providers.add({ seed, ...wanted });
      const issued = keys.map((name) => state.keys.generate(provider.id, name));
      const values = issued.map(({ record, value }) => ({ ...keyOf(record), value }));
      return c.json({ ...providerOf(state, provider), keys: values }, 201);
    })
    .delete('/:id', (c) => {
      const { id } = found(c.req.param('id'));
      for (const key of state.keys.list(id)) state.keys.delete(id, key.id);
      state.limiter.refill(id);
      providers.remove(id);
      return c.body(null, 204);
    })
    .get('/:id/budget', (c) => c.json(budgetOf(state, found(c.req.param('id')).id)))
    .post('/:id/budget/refill', (c) => {
      const { id } = found(c.req.param('id'));
      state.limiter.refill(id);
      return c.json(budgetOf(state, id));
    })
    .post('/:id/budget/spend', (c) => {
      const { id } = found(c.req.param('id'));
      state.spendQuota(id);
      return c.json(budgetOf(state, id));
    })
    .put('/:id/size', async (c) => {
      const { id } = found(c.req.param('id'));
      providers.resize(id, (await input<{ size: Provider['size'] }>(c, 'Size')).size);
      return c.json(providerOf(state, found(id)));
    })
    .post('/:id/keys/current/revoke', (c) => {
      const { id } = found(c.req.param('id'));
      const active = state.keys.list(id).filter((key) => key.status === 'active');
      const [current] = active.sort((one, other) => (other.lastUsedAt ?? 0) - (one.lastUsedAt ?? 0));
      if (!current) throw new Missing('This IT provider has no active key.');
      return c.json(keyOf(state.keys.revoke(id, current.id)));
    })
    .get('/:id/keys', (c) => c.json(state.keys.list(found(c.req.param('id')).id).map(keyOf)))
    .post('/:id/keys', async (c) => {
      const { id } = found(c.req.param('id'));
      const { name } = await input<{ name: string }>(c, 'Key');
      const { record, value } = state.keys.generate(id, name);
      return c.json({ ...keyOf(record), value }, 201);
    })
    .post('/:id/keys/:key/:act{revoke|regenerate}', (c) => {
      const { id } = found(c.req.param('id'));
      if (c.req.param('act') === 'revoke') return c.json(keyOf(state.keys.revoke(id, c.req.param('key'))));
      const { record, value } = state.keys.regenerate(id, c.req.param('key'));
      return c.json({ ...keyOf(record), value });
    })
    .delete('/:id/keys/:key', (c) => {
      state.keys.delete(found(c.req.param('id')).id, c.req.param('key'));
      return c.body(null, 204);
    });
}
