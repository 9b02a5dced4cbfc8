import { Interrupted } from '../../../verifier/clock.ts';
import type { Run } from '../../../verifier/run.ts';
import type { Scenario } from '../../../verifier/scenario.ts';
import { UserError } from '../../../verifier/user-error.ts';
import { authorize } from '../docs/authorize.ts';
import { execute } from '../docs/execute.ts';
import { bestRows, lookUp, rowOf } from '../docs/look-up.ts';
import type { Observe } from '../docs/observe.ts';
import { SwaggerUi, type Row } from '../docs/swagger-ui.ts';
import { DOC } from '../evidence/names.ts';
import { NOT_CONFIGURED, UNAVAILABLE } from '../evidence/unavailable.ts';
import { browserOf, newSession } from '../portal/browser-of.ts';
import { Pace } from '../portal/pace.ts';
import { PageWatch } from '../portal/watch.ts';

/** A page of the run that was opened, and the rows of the operations in it; undefined where it cannot be used. */
type Found = { docs: SwaggerUi; rows: readonly Row[] } | undefined;

/** What was begun in {@link Scenario.prepare}. */
const begun = new WeakMap<Run, Promise<Found>>();

/** The Swagger UI page as a developer uses it: looks each operation up, authorizes, and tries one out. */
export const docsPage: Scenario = {
  name: DOC,
  work: 240,
  groups: ['DOC'],
  prepare: (run) => {
    const { docsUrl } = run.config;
    if (docsUrl === undefined) return;
    const found = look(docsUrl, run);
    begun.set(run, found);
    // Whoever runs the scenario is told.
    found.catch(() => undefined);
  },
  async run(run: Run) {
    const { docsUrl } = run.config;
    const observe = observeIn(run);
    if (docsUrl === undefined) return observe('start', NOT_CONFIGURED, 'no Swagger UI page: set MITP_DOCS_URL');
    let found: Found;
    try {
      found = await (begun.get(run) ?? look(docsUrl, run));
      await run.room(2);
      if (found !== undefined) await tryOut(found, run, observe);
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      const why = run.secrets.hide(error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
      observe('start', UNAVAILABLE, error instanceof UserError ? why : `the Swagger UI page gave up: ${why}`);
    } finally {
      await found?.docs.page.context().close();
    }
  },
};

const observeIn =
  (run: Run): Observe =>
  (step, fact, value) =>
    run.context.recorder.observe({ scenario: DOC, step, fact, value });

/** Opens the page and looks each operation up; sends nothing to the API. Its session is open afterwards where it can be used. */
async function look(url: string, run: Run): Promise<Found> {
  const observe = observeIn(run);
  const { contract, depth } = run.context;
  const context = await newSession(await browserOf(run));
  let found: Found;
  try {
    const page = await context.newPage();
    const docs = new SwaggerUi(page, new PageWatch(page, new Pace(() => run.heed())));
    const opened = await docs.open(url);
    if (opened.ready) {
      const rows = await bestRows(docs, contract);
      await lookUp(docs, rows, contract, observe, depth === 'quick' ? 1 : Infinity);
      return (found = { docs, rows });
    }
    if (opened.broken) observe('page', 'broken', opened.why);
    observe('start', UNAVAILABLE, opened.why);
    return undefined;
  } finally {
    if (found === undefined) await context.close();
  }
}

/** Authorizes, and executes the first operation that needs no id. */
async function tryOut({ docs, rows }: NonNullable<Found>, run: Run, observe: Observe): Promise<void> {
  const { contract } = run.context;
  const [operation] = contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
  const found = operation && rowOf(rows, operation, contract);
  if (operation === undefined || found === undefined) return;
  observe('try', 'authorized', await authorize(docs, contract.keyHeader, run.secrets.fill('{{active}}')));
  await docs.openRow(found.row);
  await execute(docs, found.row, operation, run, observe);
}
