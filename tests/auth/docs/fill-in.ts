import type { Locator } from '@playwright/test';
import type { Operation } from '../../../spec/contract.ts';
import { demandedParameters } from '../../../verifier/demanded.ts';

/** Not the choice among examples, which stands above the field. */
const FIELDS = ['input:not([type="checkbox"]):not([type="file"])', 'textarea', 'select']
  .map((field) => `${field}:not([class*="examples-select"] *)`)
  .join(', ');

/** Gives a value to each required parameter that is still empty: Swagger UI sends nothing before. */
export async function fillIn(row: Locator, operation: Operation): Promise<void> {
  const { query, headers } = demandedParameters(operation);
  const values = new Map([...query, ...headers].map(([name, value]) => [name.toLowerCase(), value]));
  for (const parameter of await required(row).all()) {
    const name = (await parameter.getAttribute('data-param-name')) ?? '';
    const add = parameter.getByRole('button', { name: /^add\b/i }).first();
    const field = parameter.locator(FIELDS).first();
    if (!(await field.isVisible()) && (await add.isVisible())) await add.click();
    if (!(await field.isVisible()) || (await field.inputValue()) !== '') continue;
    const isChoice = (await field.evaluate(({ tagName }) => tagName)) === 'SELECT';
    if (isChoice) await field.selectOption({ index: 1 });
    else await field.fill(values.get(name.toLowerCase()) ?? '1');
  }
}

/** Names of required parameters that Swagger UI marks as missing or wrong. */
export async function rejected(row: Locator): Promise<string[]> {
  const marked = required(row).filter({ has: row.page().locator('.invalid, .error') });
  return marked.evaluateAll((all) => all.map((one) => one.getAttribute('data-param-name') ?? ''));
}

const required = (row: Locator): Locator =>
  row.locator('tr[data-param-name]').filter({ has: row.page().locator('.parameter__name.required') });
