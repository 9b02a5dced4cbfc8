import type { Locator, Page } from '@playwright/test';
import { isMask } from './mask.ts';
import type { PortalNames } from './names.ts';

/** Elements that hold a value and nothing else. */
const HOLDERS = ':is(code, pre, kbd, samp, output, input[readonly], textarea[readonly]):not(tr *, [role=row] *)';
/** Elements that may hold one among their words, where no other does; not those of records, which have a mask. */
const LEAVES = ':not(script, style, tr *, li *, article *, [role=row] *, [role=listitem] *, [role=article] *, :has(*))';

/** What looks like a value, where no label says that it is one. */
const VALUE = /^[\x21-\x7e]{16,}$/;
/** The same among words: not a date, an address or a mask. */
const AMONG_WORDS =
  /^(?=.*\d)(?=.*[a-z])(?!.*(.)\1{3})(?!\d{4}-\d\d-\d\dT)(?!.*(@|:\/\/))[\x21-\x7e]{20,}(?<![.,;:!)"'])/i;

/** A value, and the element that shows it. */
interface Shown {
  value: string;
  holder: Locator;
}

/** Texts of a page that look like a value, and were not there before it was generated. */
export class FreshValue {
  readonly #page: Page;
  readonly #names: PortalNames;
  #before: readonly string[] = [];

  constructor(page: Page, names: PortalNames) {
    this.#page = page;
    this.#names = names;
  }

  /** Notes what the page shows before a value is generated. */
  async begin(): Promise<void> {
    const texts = await this.#page.evaluate(allTextsOf, `${HOLDERS}, ${LEAVES}`);
    this.#before = texts.flatMap((text) => [text, ...text.split(/\s+/)]);
  }

  /** A value in an element that has no name: the only new text that looks like one, or the one beside "API key". */
  async alone(): Promise<Shown | undefined> {
    const texts = (await this.#textsOf(HOLDERS)).map((text) => (VALUE.test(text) && !isMask(text) ? [text] : []));
    return this.#fresh(HOLDERS, texts);
  }

  /** A value among the words of a message that speaks of a key. */
  async amongWords(): Promise<Shown | undefined> {
    const found = await this.#fresh(LEAVES, await this.#wordsOf(LEAVES));
    const message = await found?.holder.evaluate((element) => (element.parentElement ?? element).textContent);
    const name = this.#names.keyValue.source.replace(/^\^|\$$/g, '');
    return new RegExp(`key|token|secret|${name}`, 'i').test(message?.replace(found?.value ?? '', '') ?? '')
      ? found
      : undefined;
  }

  async #fresh(selector: string, values: readonly (readonly string[])[]): Promise<Shown | undefined> {
    const fresh = values.flatMap((all, at) =>
      all.filter((value) => !this.#before.includes(value)).map((value) => ({ value, at })),
    );
    let found = fresh.length === 1 ? fresh[0] : undefined;
    if (fresh.length > 1) {
      const { source, flags } = this.#names.keyValue;
      const beside = await this.#all(selector).evaluateAll(isBeside, { source, flags });
      found = fresh.find(({ at }) => beside[at]);
    }
    return found && { value: found.value, holder: this.#all(selector).nth(found.at) };
  }

  #all(selector: string): Locator {
    return this.#page.locator(selector).filter({ visible: true });
  }

  async #textsOf(selector: string): Promise<string[]> {
    return this.#all(selector).evaluateAll(textsOf);
  }

  /** What looks like a value among the words of each element. */
  async #wordsOf(selector: string): Promise<string[][]> {
    const texts = await this.#textsOf(selector);
    return texts.map((text) => text.split(/\s+/).flatMap((word) => AMONG_WORDS.exec(word)?.[0] ?? []));
  }
}

/** Runs in a page: what these elements show. */
function textsOf(elements: Element[]): string[] {
  return elements.map((element) => ('value' in element ? String(element.value) : (element.textContent ?? '')).trim());
}

/**
 * Runs in a page: what all elements of a selector hold, hidden ones too. Not by a locator, which a page that had no evaluation of one
 * takes long to be ready for. Its helper is a method, as in in-page.ts.
 */
function allTextsOf(selector: string): string[] {
  const read = {
    texts: [] as string[],
    walk(root: Document | ShadowRoot): void {
      for (const element of root.querySelectorAll(selector))
        read.texts.push(('value' in element ? String(element.value) : (element.textContent ?? '')).trim());
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) read.walk(element.shadowRoot);
    },
  };
  read.walk(document);
  return read.texts;
}

/** Runs in a page: whether a text with this name is right before each element, or around it. */
function isBeside(elements: Element[], { source, flags }: { source: string; flags: string }): boolean[] {
  const name = new RegExp(source, flags);
  return elements.map((element) => {
    const around = [element.parentElement, element.parentElement?.parentElement];
    const parts = around.flatMap((one) => [...(one?.children ?? []), one?.previousElementSibling]);
    return parts.some((part) => part && part !== element && name.test(part.textContent ?? ''));
  });
}
