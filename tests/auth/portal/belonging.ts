import type { Locator } from '@playwright/test';
import { onlyAct } from './only-act.ts';

/** The record whose acts are looked for. */
export interface Subject {
  name: string;
  /** Its element in the list. */
  row: Locator;
}

/** Notes which controls can be used now, so that those that something brings can be told from them. */
export async function note(candidates: Locator): Promise<void> {
  await candidates.evaluateAll(mark);
}

/**
 * The candidates that belong to a record: they are in its row or in the row that opened below it, in a part of the page that names
 * it, or came when something was done to it. Outside of its row one that says more than the act, the record's name and words for a
 * key is none: it may act on all keys, or on something else, such as an account.
 * @param act what the candidates' names have in common
 */
export async function belonging(candidates: Locator, { name, row }: Subject, act: RegExp): Promise<Locator[]> {
  const [handle = null] = await row.elementHandles();
  const places = await candidates.evaluateAll(placesOf, { name, row: handle, only: onlyAct(act) });
  return places.map((at) => candidates.nth(at));
}

/** Runs in a page. */
function mark(elements: Element[]): void {
  const known = Symbol.for('usable before');
  for (const element of document.querySelectorAll('*')) Reflect.deleteProperty(element, known);
  for (const element of elements) Reflect.set(element, known, true);
}

/** Runs in a page: which of the elements belong to the record, the surest first. Its helpers are methods, as in in-page.ts. */
function placesOf(
  elements: Element[],
  { name, row, only }: { name: string; row: Node | null; only: RegExp },
): number[] {
  const known = Symbol.for('usable before');
  const there = row instanceof Element && row.isConnected && row.getClientRects().length > 0 ? row : null;
  const read = {
    up(node: Element): Element | null {
      const root = node.getRootNode() as Partial<ShadowRoot>;
      return node.assignedSlot ?? node.parentElement ?? root.host ?? null;
    },
    text(element: Element): string {
      const values = [...element.querySelectorAll('input, textarea')].map((one) => (one as HTMLInputElement).value);
      return [element.textContent, ...values].join(' ');
    },
    around(element: Element, matches: (one: Element) => boolean): Element | null {
      let at: Element | null = element;
      while (at !== null && !matches(at)) at = read.up(at);
      return at;
    },
    /** Whether a row has such a control as others of its table have: it is another record. */
    isOneOfMany(line: Element): boolean {
      const table = read.around(line, (one) => one.matches('table, [role=table], [role=grid], [role=treegrid]'));
      return elements.some((other) => table?.contains(other) === true && !line.contains(other));
    },
    /** Whether a control says the act of one key, and nothing else. */
    isPlain(element: Element): boolean {
      const said = [element.getAttribute('aria-label'), element.textContent, element.getAttribute('title')];
      return said.every((text) => only.test((text ?? '').replaceAll(name, ' ')));
    },
    /** 0 for the surest; undefined where it belongs to something else. */
    rank(element: Element): number | undefined {
      // A record that is a control itself may show that it is revoked.
      if (element === there) return undefined;
      if (there?.contains(element)) return 0;
      if (!read.isPlain(element)) return undefined;
      const line = read.around(element, (one) => one.matches('tr, [role=row]'));
      if (line !== null && (there === null ? read.isOneOfMany(line) : line !== there.nextElementSibling))
        return undefined;
      const named = read.around(
        element,
        (one) => (there !== null && one.contains(there)) || read.text(one).includes(name),
      );
      if (named !== null && !(there !== null && named.contains(there))) return 1;
      return Reflect.has(element, known) ? undefined : 2;
    },
  };
  return elements
    .map((element, at) => ({ at, rank: read.rank(element) ?? Infinity }))
    .filter(({ rank }) => rank < Infinity)
    .sort((one, other) => one.rank - other.rank)
    .map(({ at }) => at);
}
