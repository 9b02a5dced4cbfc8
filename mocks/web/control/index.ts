import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { checkFilter } from '../../options.ts';
import { filtered, type JournalFilter } from '../../journal/journal.ts';
import { ownId } from '../../store/controls.ts';
import type { Situation } from '../../situations.ts';
import type { Latency } from '../../pipeline/latency-setting.ts';
import type { Snapshot } from '../../snapshot.ts';
import type { MockState } from '../../state.ts';
import { faultRoutes } from './fault-routes.ts';
import { guard, type ControlAccess } from './guard.ts';
import { controlSpec, input } from './input.ts';
import { pageRoutes } from './page.ts';
import { respondError, BadInput, Missing, problem } from './problem.ts';
import { providerOf, providerRoutes } from './provider-routes.ts';
import type { Clock } from '../../clock.ts';

/** Own data and snapshots may be long. */
const MAX_BODY = 64 * 1024 * 1024;

/** What is looked for in the journal. */
function journalFilter({ status, providerId, text, limit }: Record<string, string>): JournalFilter {
  if (limit !== undefined && !/^[1-9]\d{0,3}$/.test(limit)) throw new BadInput('limit is a whole number up to 1000.');
  const filter = {
    ...(status && { status }),
    ...(providerId && { providerId }),
    ...(text && { text }),
    ...(limit !== undefined && { limit: Number(limit) }),
  };
  checkFilter(filter);
  return filter;
}

/** One request with its body; of another replica's request, which has the body, all but that. */
async function foundIn({ store, journal }: MockState, id: number) {
  const own = store ? ownId(id, store.replica) : id;
  if (own !== undefined) {
    const entry = journal.find(own);
    return entry && { ...entry, id };
  }
  const entry = (await store?.entries())?.find((one) => one.id === id);
  return entry && { ...entry, body: null };
}

/** The control side, mounted at `/__mock`: the API of control/openapi.yaml, and the page that people use it by. */
export function controlApp(state: MockState, options: ControlAccess): Hono {
  const api = new Hono()
    .use(guard(options))
    .use(bodyLimit({ maxSize: MAX_BODY, onError: (c) => problem(c, 413, 'Content Too Large', 'Send at most 64 MiB.') }))
    .get('/openapi.yaml', (c) => c.body(controlSpec(), 200, { 'content-type': 'application/yaml; charset=utf-8' }))
    .get('/state', async (c) =>
      c.json({
        clock: clockOf(state.clock),
        limit: state.limit,
        providers: state.providers.list().map((provider) => providerOf(state, provider)),
        faults: { active: state.faults.active(), known: (await state.faults.load()).length },
        latency: state.latency.current,
        situations: state.situations.list(),
        basePath: state.runtime.contract.basePath,
        keyHeader: state.runtime.contract.keyHeader,
        journal: { total: state.journal.total },
      }),
    )
    .route('/clock', clockRoutes(state))
    .route('/providers', providerRoutes(state))
    .route('/faults', faultRoutes(state))
    .get('/journal', async (c) => {
      const filter = journalFilter(c.req.query());
      const entries = state.store ? filtered(await state.store.entries(), filter) : state.journal.list(filter);
      return c.json(entries.map((entry) => ({ ...entry, time: new Date(entry.time).toISOString() })));
    })
    .get('/journal/:id', async (c) => {
      const entry = await foundIn(state, Number(c.req.param('id')));
      if (!entry) throw new Missing('This request is no longer in the journal.');
      return c.json({ ...entry, time: new Date(entry.time).toISOString() });
    })
    .get('/findings', (c) => c.json(state.findings()))
    .get('/situations', (c) => c.json(state.situations.list()))
    .post('/situations', async (c) => c.json(state.situations.add(await input<Situation>(c, 'Situation')), 201))
    .delete('/situations', (c) => {
      state.situations.clear();
      return c.body(null, 204);
    })
    .delete('/situations/:id', (c) => {
      if (!state.situations.remove(Number(c.req.param('id')))) throw new Missing('There is no such situation.');
      return c.body(null, 204);
    })
    .delete('/journal', async (c) => {
      state.journal.clear();
      await state.store?.clearEntries();
      return c.body(null, 204);
    })
    .get('/latency', (c) => c.json(state.latency.current))
    .put('/latency', async (c) => {
      state.latency.set(await input<Latency>(c, 'Latency'));
      return c.json(state.latency.current);
    })
    .post('/reset', async (c) => {
      state.reset();
      await state.store?.clearEntries();
      return c.body(null, 204);
    })
    .get('/snapshot', (c) => c.json(state.snapshot()))
    .put('/snapshot', async (c) => {
      const snapshot = await input<Snapshot>(c, 'Snapshot');
      await state.faults.load();
      state.restore(snapshot);
      return c.body(null, 204);
    })
    .all('*', (c) => problem(c, 404, 'Not Found', 'There is no such address; see /__mock/openapi.yaml.'));
  return new Hono().route('/', pageRoutes()).route('/', api).onError(respondError);
}

/** The clock as JSON shows it. */
const clockOf = (clock: Clock) => ({ now: new Date(clock.now()).toISOString(), frozen: clock.frozen });

/** Reads and moves the clock. */
function clockRoutes({ clock }: MockState): Hono {
  return new Hono()
    .get('/', (c) => c.json(clockOf(clock)))
    .post('/advance', async (c) => {
      clock.advance((await input<{ ms: number }>(c, 'Advance')).ms);
      return c.json(clockOf(clock));
    })
    .post('/freeze', (c) => {
      clock.freeze();
      return c.json(clockOf(clock));
    })
    .post('/resume', (c) => {
      clock.resume();
      return c.json(clockOf(clock));
    });
}
