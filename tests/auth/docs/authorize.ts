import type { Locator } from '@playwright/test';
import { pasteUnseen } from '../../../verifier/paste-secret.ts';
import type { SwaggerUi } from './swagger-ui.ts';

/**
 * Enters the key into the dialog behind *Authorize*.
 * @param header the header that carries the key; of several schemes the one of that name is chosen
 * @returns whether the page accepted it
 */
export async function authorize(docs: SwaggerUi, header: string, key: string): Promise<boolean> {
  const button = docs.scope.locator('.scheme-container').getByRole('button', { name: /^authorize/i });
  const anywhere = button.or(docs.scope.getByRole('button', { name: /^authorize/i })).first();
  if (!(await docs.watch.settle(() => anywhere.isVisible()))) return false;
  await anywhere.click();
  const dialog = docs.scope.locator('.dialog-ux, [role=dialog]').last();
  if (!(await docs.watch.settle(() => dialog.isVisible()))) return false;
  const scheme = await schemeOf(dialog, header);
  const field = scheme.locator('input[type=text], input[type=password], input:not([type])').first();
  if (!(await field.isVisible())) return false;
  await pasteUnseen(field, key);
  await scheme
    .getByRole('button', { name: /^(authorize|apply)/i })
    .first()
    .click();
  const taken = scheme.getByRole('button', { name: /^(logout|remove auth)/i }).first();
  const held = await docs.watch.settle(() => taken.isVisible());
  const close = dialog.getByRole('button', { name: /^close/i }).or(dialog.locator('.btn-done, .close-modal'));
  await close.last().click();
  await docs.watch.settle(() => dialog.isHidden());
  return held;
}

/** The part of the dialog for the scheme with the key's header; the only part where there is just one. */
async function schemeOf(dialog: Locator, header: string): Promise<Locator> {
  const schemes = dialog.locator('.auth-container');
  const named = schemes.filter({ hasText: new RegExp(`Name:\\s*${header.replace(/[^\w-]/g, '.')}\\s*(In:|$)`, 'i') });
  if ((await named.count()) > 0) return named.first();
  return (await schemes.count()) > 0 ? schemes.first() : dialog;
}
