import type { Locator } from '@playwright/test';
import type { Contract, Operation } from '../../../spec/contract.ts';
import type { Observe } from './observe.ts';
import type { Row, SwaggerUi } from './swagger-ui.ts';

/** The row of an operation; the page may show its path with or without the prefix of the server. */
export function rowOf(rows: readonly Row[], { path }: Operation, { basePath }: Contract): Row | undefined {
  return rows.find(({ text }) => text.split(' ').some((word) => word === path || word.endsWith(basePath + path)));
}

/** Shows the definition that has most of the contract's operations, where the page offers several. @returns its rows */
export async function bestRows(docs: SwaggerUi, contract: Contract): Promise<Row[]> {
  const found = (rows: readonly Row[]) => contract.operations.filter((one) => rowOf(rows, one, contract)).length;
  let rows = await docs.rows();
  if (found(rows) === contract.operations.length) return rows;
  let best: { definition: string; count: number } | undefined;
  for (const definition of await docs.definitions()) {
    await docs.choose(definition);
    rows = await docs.rows();
    const count = found(rows);
    if (count === contract.operations.length) return rows;
    if (count > (best?.count ?? -1)) best = { definition, count };
  }
  if (best === undefined) return rows;
  await docs.choose(best.definition);
  return docs.rows();
}

/** Notes what the page shows of each operation: its row, and opened parameters, responses and an example. */
export async function lookUp(
  docs: SwaggerUi,
  rows: readonly Row[],
  contract: Contract,
  observe: Observe,
  opened: number,
): Promise<void> {
  for (const [i, operation] of contract.operations.entries()) {
    const found = rowOf(rows, operation, contract);
    observe(operation.id, 'listed', found !== undefined && /^get\b/i.test(found.text));
    if (found === undefined || i >= opened) continue;
    await docs.openRow(found.row);
    const words = new Set((await found.row.innerText()).split(/[^\w.-]+/));
    const missing = (names: readonly string[]) => names.filter((name) => !words.has(name));
    observe(operation.id, 'missing parameters', missing(operation.parameters.map(({ name }) => name)));
    observe(operation.id, 'missing responses', missing(promised(operation)));
    observe(operation.id, 'example', await hasExample(docs, found.row));
    await docs.closeRow(found.row);
  }
}

/** Statuses that the vendor documents or that were observed. The page need not show those that are only assumed. */
function promised({ responses }: Operation): string[] {
  return Object.entries(responses)
    .filter(([, response]) => response['x-evidence'] !== 'assumed')
    .map(([status]) => status);
}

/** With `defaultModelRendering: model` an example is behind a tab. */
async function hasExample({ watch }: SwaggerUi, row: Locator): Promise<boolean> {
  const responses = row.locator('.responses-wrapper').first();
  const tab = responses
    .getByRole('tab', { name: /example value/i })
    .or(responses.getByText(/^example value$/i))
    .first();
  if (!(await tab.isVisible())) return false;
  const example = responses.locator('.example, .highlight-code, .microlight, pre').filter({ visible: true }).first();
  if (await example.isVisible()) return true;
  await tab.click();
  return watch.settle(() => example.isVisible());
}
