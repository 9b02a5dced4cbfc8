import type { Locator } from '@playwright/test';
import { control, firstUsable, reachable, usables } from './control.ts';
import { NotSettled } from './not-settled.ts';
import { onlyAct } from './only-act.ts';
import type { Records } from './records.ts';

/** What opens the acts on what is ticked, and what starts one that was chosen from a list. */
const BAR_MENU = /^\W*((bulk|batch|more|selected|row)\s+)*(actions?|options|operations)\b/i;
const STARTS = /^\W*(apply|go|run|execute|submit|perform|ok)\W*$/i;
/** How many are ticked, as bars say it. */
const COUNT = /\b(\d+)\s+(\w+\s+){0,3}(selected|checked|chosen|ticked)\b|\bselected:?\s*\(?(\d+)\b/i;
/** No part of a record or of a pop-up. */
const APART = ':not(tr *, [role=row] *, li *, [role=dialog] *, dialog *)';

/** The records of a list that are ticked, and the bar that acts on them. */
export class Selection {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** Ticks a record. @returns whether it can be ticked; a switch may turn the key off */
  async tick(row: Locator): Promise<boolean> {
    const box = this.#box(row);
    if ((await box.count()) === 0 || /active|enabled/i.test((await box.getAttribute('aria-label')) ?? '')) return false;
    await this.#click(box);
    return this.#records.watch.settle(() => box.isChecked());
  }

  async untick(row: Locator): Promise<void> {
    const box = this.#box(row);
    if ((await box.count()) === 0 || !(await box.isChecked())) return;
    await this.#click(box);
    await this.#records.watch.settle(async () => !(await box.isChecked()));
    await this.#records.watch.settle();
  }

  /** Makes sure that nothing but this record is ticked: an act would end the keys of others. @throws NotSettled otherwise */
  async onlyOf(row: Locator): Promise<void> {
    const { page } = this.#records;
    const inList = page.locator(':is(tbody, [role=rowgroup], ul, ol, [role=list], article) *');
    const ticked = page.getByRole('checkbox', { checked: true }).and(inList);
    const ours = row.getByRole('checkbox', { checked: true });
    const inHead = page.locator('thead *, [role=columnheader] *, [aria-label*=all i]');
    const strange = async () => (await ticked.count()) - (await ticked.and(inHead).count()) - (await ours.count());
    if ((await ours.count()) !== 1 || (await strange()) !== 0)
      throw new NotSettled('others than this record are ticked');
    const said = await page.locator('body').innerText();
    const [, one, , , other] = COUNT.exec(said) ?? [];
    const count = one ?? other;
    if (count !== undefined && count !== '1') throw new NotSettled(`the list says that ${count} records are ticked`);
  }

  /** An act in a menu of the bar, or in its list of choices; what starts it. */
  async inBar(act: RegExp): Promise<Locator | undefined> {
    const { page, watch } = this.#records;
    const apart = page.locator(APART);
    const choice = usables(page.locator('select').and(apart)).filter({ has: page.locator('option', { hasText: act }) });
    if ((await choice.count()) > 0) {
      const options = await choice.first().locator('option').allInnerTexts();
      const label = options.find((text) => act.test(text) && onlyAct(act).test(text));
      if (label === undefined) return undefined;
      await choice.first().selectOption({ label: label.trim() });
      const start = control(page, STARTS).and(apart);
      await watch.settle(async () => (await usables(start).count()) > 0);
      return firstUsable([start]);
    }
    const menu = usables(control(page, BAR_MENU).and(apart));
    if ((await menu.count()) === 0) return undefined;
    await menu.click();
    const entry = page
      .getByRole('menuitem', { name: act })
      .or(page.getByRole('menu').getByRole('button', { name: act }))
      .filter({ hasText: onlyAct(act) });
    await watch.settle(() => entry.first().isVisible());
    const found = await firstUsable([entry.first()]);
    if (found === undefined) await page.keyboard.press('Escape');
    return found;
  }

  #box(row: Locator): Locator {
    const boxes = row.getByRole('checkbox').and(row.page().locator(':not([role=switch])'));
    return boxes.first();
  }

  /** Libraries hide the input, and draw something over it. */
  async #click(box: Locator): Promise<void> {
    await ((await reachable(box)) ? box.click() : box.dispatchEvent('click'));
  }
}
