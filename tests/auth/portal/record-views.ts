import type { Locator } from '@playwright/test';
import { controls, reachable, usable } from './control.ts';
import type { Records } from './records.ts';

/** Most views that are opened. */
const MOST = 4;

/** Parts of a list that are shown apart: a tab or a switch for the keys that are revoked. */
export class RecordViews {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** Opens each of them that is closed, one after the other. */
  async *others(seen?: () => Promise<boolean>): AsyncGenerator<void> {
    const { watch } = this.#records;
    const opened: string[] = [];
    for (let at = 0; at < MOST; at += 1) {
      const view = await this.#next(opened);
      if (view === undefined) break;
      watch.begin();
      // What a library draws may cover the input.
      await ((await reachable(view)) ? view.click() : view.dispatchEvent('click'));
      await watch.settle(seen);
      this.#records.heed();
      yield;
    }
    yield* this.#chosen(seen);
    yield* this.#picked(seen);
  }

  /** The same by a list of choices. */
  async *#chosen(seen?: () => Promise<boolean>): AsyncGenerator<void> {
    const { page, names, watch } = this.#records;
    const choices = page.locator('select:not(tr *, [role=dialog] *, dialog *)').filter({ visible: true });
    for (const choice of await choices.all()) {
      const options = await choice
        .locator('option')
        .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).label));
      const chosen = await choice.evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.label);
      for (const label of options.filter((one) => names.otherRecords.test(one) && one !== chosen)) {
        watch.begin();
        await choice.selectOption({ label });
        await watch.settle(seen);
        this.#records.heed();
        yield;
      }
    }
  }

  /** The same by a list of choices that a library draws. */
  async *#picked(seen?: () => Promise<boolean>): AsyncGenerator<void> {
    const { page, names, watch } = this.#records;
    const lists = page
      .locator(
        ':is([role=combobox]:not(select, input), button[aria-haspopup=listbox]):not(tr *, [role=dialog] *, dialog *)',
      )
      .filter({ visible: true });
    const options = page.getByRole('option', { name: names.otherRecords }).filter({ visible: true });
    for (let at = 0; at < Math.min(MOST, await lists.count()); at += 1) {
      // One that shows what it chooses by, such as "Active", or "Status: Active".
      const shown = (await lists.nth(at).innerText()).split(':').at(-1)?.trim() ?? '';
      if (!names.otherRecords.test(shown)) continue;
      for (let option = 0; option < MOST; option += 1) {
        watch.begin();
        await lists.nth(at).click();
        const there = await watch.settle(async () => (await options.count()) > option);
        if (!there) {
          await page.keyboard.press('Escape');
          break;
        }
        await options.nth(option).click();
        await watch.settle(seen);
        this.#records.heed();
        yield;
      }
    }
  }

  /** The first view that is neither open nor among those that were opened. */
  async #next(opened: string[]): Promise<Locator | undefined> {
    const { page, names } = this.#records;
    const name = names.otherRecords;
    const switches = (['switch', 'checkbox', 'radio'] as const)
      .map((role) => page.getByRole(role, { name }))
      .reduce((all, next) => all.or(next))
      .filter({ visible: true });
    // Libraries hide the input, and draw its label.
    const drawn = page.locator('label').filter({ hasText: name, visible: true });
    // What is in a record or a pop-up is no view of the list.
    const inList = page.locator(
      ':not([role=dialog] *, [role=alertdialog] *, dialog *, tr *, [role=row] *, [role=menu] *)',
    );
    const views = switches.or(drawn).or(controls(page, name)).and(inList);
    for (let at = 0; at < (await views.count()); at += 1) {
      const view = views.nth(at);
      const label = await view.evaluate(labelOf);
      if (opened.includes(label) || (await view.evaluate(isOpen)) || !(await usable(view))) continue;
      opened.push(label);
      return view;
    }
    return undefined;
  }
}

/** Runs in a page. */
function labelOf(element: Element): string {
  return `${element.getAttribute('role') ?? element.localName} ${element.id} ${element.getAttribute('aria-label') ?? element.textContent} ${(element as HTMLInputElement).value ?? ''}`;
}

/** Runs in a page. */
function isOpen(element: Element): boolean {
  const { control } = element as HTMLLabelElement;
  // The label of a field for text is no view.
  if (element.localName === 'label' && !control?.matches('[type=radio], [type=checkbox]')) return true;
  const input = (control ?? element) as HTMLInputElement;
  // A switch "Active" may turn the API off.
  const says = element.getAttribute('aria-label') ?? (element.textContent || input.labels?.[0]?.textContent || '');
  if (input.matches('[type=checkbox], [role=switch], [role=checkbox]') && /^\W*(in)?active\W*$/i.test(says))
    return true;
  const said = ['aria-selected', 'aria-checked', 'aria-pressed', 'aria-current'].map((name) =>
    element.getAttribute(name),
  );
  return input.checked === true || said.some((value) => value !== null && value !== 'false');
}
