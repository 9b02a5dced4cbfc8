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

/** The Swagger UI page as a developer uses it: looks each operation up, authorizes, and tries one out. */
export const docsPage: Scenario = {
  name: DOC,
  work: 240,
  groups: ['DOC'],
  async run(run: Run) {
    const observe: Observe = (step, fact, value) => run.context.recorder.observe({ scenario: DOC, step, fact, value });
    const { docsUrl } = run.config;
    if (docsUrl === undefined) return observe('start', NOT_CONFIGURED, 'no Swagger UI page: set MITP_DOCS_URL');
    await run.room(2);
    try {
      const context = await newSession(await browserOf(run));
      try {
        const page = await context.newPage();
        await visit(new SwaggerUi(page, new PageWatch(page, new Pace(() => run.heed()))), docsUrl, run, observe);
      } finally {
        await context.close();
      }
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      const why = run.secrets.hide(error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
      observe('start', UNAVAILABLE, error instanceof UserError ? why : `the Swagger UI page gave up: ${why}`);
    }
  },
};

async function visit(docs: SwaggerUi, url: string, run: Run, observe: Observe): Promise<void> {
  const { contract, depth } = run.context;
  const opened = await docs.open(url);
  if (!opened.ready) {
    if (opened.broken) observe('page', 'broken', opened.why);
    return observe('start', UNAVAILABLE, opened.why);
  }
  const rows = await bestRows(docs, contract);
  await lookUp(docs, rows, contract, observe, depth === 'quick' ? 1 : Infinity);
  const [operation] = contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
  const found = operation && rowOf(rows, operation, contract);
  if (operation === undefined || found === undefined) return;
  observe('try', 'authorized', await authorize(docs, contract.keyHeader, run.secrets.fill('{{active}}')));
  await docs.openRow(found.row);
  await execute(docs, found.row, operation, run, observe);
}
