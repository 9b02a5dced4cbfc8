import { UserError } from '../../harness/user-error.ts';
import type { Portal } from '../portal/portal.ts';
import type { Actor } from './actor.ts';

/** Milliseconds for a page that should refuse to show what it has. */
const GLANCE_MS = 1_500;

/** Who else can see the provider's keys: somebody who is no administrator, and another provider's administrator (KEY-16). */
export async function whoSees(actor: Actor, labels: readonly string[]): Promise<void> {
  const { member, foreign } = actor.run.config.portal ?? {};
  const list = actor.portal.page.url();
  for (const [who, account] of [
    ['somebody who is no administrator', member],
    ['another provider’s administrator', foreign],
  ] as const) {
    if (account === undefined) continue;
    const visit = await actor.portal.visit(account).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      actor.observe(who, 'shut out', error.message);
    });
    if (!visit) continue;
    try {
      actor.observe(
        who,
        'sees',
        await seen(
          visit,
          list,
          labels.map((label) => actor.name(label)),
        ),
      );
    } finally {
      await visit.close();
    }
  }
}

/** Which of the records a visitor sees, by the menu's way and by the address. */
async function seen(visit: Portal, list: string, names: readonly string[]): Promise<string[]> {
  const { page } = visit;
  page.setDefaultTimeout(GLANCE_MS);
  await visit.openKeys().catch(() => undefined);
  const byMenu = await page.locator('body').innerText();
  await page.goto(list);
  const byAddress = await page.locator('body').innerText();
  return names.filter((name) => byMenu.includes(name) || byAddress.includes(name));
}
