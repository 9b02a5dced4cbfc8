import type { Locator } from '@playwright/test';
import type { Operation } from '../../../spec/contract.ts';
import { plainLists } from '../../../verifier/requests.ts';
import { Interrupted } from '../../../verifier/clock.ts';
import type { Run } from '../../../verifier/run.ts';
import type { Scenario } from '../../../verifier/scenario.ts';
import { UserError } from '../../../verifier/user-error.ts';
import { authorize } from '../docs/authorize.ts';
import { execute } from '../docs/execute.ts';
import { bestRows, lookUp, rowOf } from '../docs/look-up.ts';
import type { Observe } from '../docs/observe.ts';
import { SwaggerUi } from '../docs/swagger-ui.ts';
import { DOC } from '../evidence/names.ts';
import { NOT_CONFIGURED, UNAVAILABLE } from '../evidence/unavailable.ts';
import { browserOf, newSession } from '../portal/browser-of.ts';
import { Pace } from '../portal/pace.ts';
import { PageWatch } from '../portal/watch.ts';

/** The page of a run in which an operation can be executed. */
interface Ready {
  docs: SwaggerUi;
  row: Locator;
  operation: Operation;
}

/** What was begun in {@link Scenario.prepare}. */
const begun = new WeakMap<Run, Promise<Ready | undefined>>();

/** The Swagger UI page as a developer uses it: looks each operation up, authorizes, and tries one out. */
export const docsPage: Scenario = {
  name: DOC,
  work: 100,
  groups: ['DOC'],
  prepare: (run) => {
    const { docsUrl } = run.config;
    if (docsUrl === undefined) return;
    const ready = visit(docsUrl, run);
    begun.set(run, ready);
    // Whoever runs the scenario is told.
    ready.catch(() => undefined);
  },
  async run(run: Run) {
    const { docsUrl } = run.config;
    const observe = observeIn(run);
    if (docsUrl === undefined) return observe('start', NOT_CONFIGURED, 'no Swagger UI page: set MITP_DOCS_URL');
    let ready: Ready | undefined;
    try {
      ready = await (begun.get(run) ?? visit(docsUrl, run));
      if (ready === undefined) return;
      await run.room(2);
      await execute(ready.docs, ready.row, ready.operation, run, observe);
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      const why = run.secrets.hide(error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
      observe('start', UNAVAILABLE, error instanceof UserError ? why : `the Swagger UI page gave up: ${why}`);
    } finally {
      await ready?.docs.page.context().close();
    }
  },
};

function observeIn(run: Run): Observe {
  return (step, fact, value) => run.context.recorder.observe({ scenario: DOC, step, fact, value });
}

/**
 * Does all but the request to the API.
 * @returns undefined where nothing can be executed; else its session stays open
 */
async function visit(url: string, run: Run): Promise<Ready | undefined> {
  const context = await newSession(await browserOf(run));
  let ready: Ready | undefined;
  try {
    const page = await context.newPage();
    const docs = new SwaggerUi(page, new PageWatch(page, new Pace(() => run.heed())));
    return (ready = await look(docs, url, run, observeIn(run)));
  } finally {
    if (ready === undefined) await context.close();
  }
}

/** Looks each operation up, authorizes, and opens the row of one that needs no id. */
async function look(docs: SwaggerUi, url: string, run: Run, observe: Observe): Promise<Ready | undefined> {
  const { contract, depth } = run.context;
  const opened = await docs.open(url);
  if (!opened.ready) {
    if (opened.broken) observe('page', 'broken', opened.why);
    observe('start', UNAVAILABLE, opened.why);
    return undefined;
  }
  const rows = await bestRows(docs, contract);
  await lookUp(docs, rows, contract, observe, depth === 'quick' ? 1 : Infinity);
  const [operation] = plainLists(contract);
  const found = operation && rowOf(rows, operation, contract);
  if (operation === undefined || found === undefined) return undefined;
  observe('try', 'authorized', await authorize(docs, contract.keyHeader, run.secrets.fill('{{active}}')));
  await docs.openRow(found.row);
  return { docs, row: found.row, operation };
}
