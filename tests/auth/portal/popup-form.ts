import type { Locator, Page } from '@playwright/test';
import { NotSettled } from './not-settled.ts';
import type { PageWatch } from './watch.ts';

/** A control of a pop-up. */
export interface Choice {
  scope: Page | Locator;
  button: Locator;
}

/** Milliseconds for a control that counts down before it can be pressed. */
const COUNTDOWN_MS = 10_000;

/** Most words that are tried where a pop-up wants one typed. */
const MOST_WORDS = 6;

/**
 * Gives a pop-up what it wants before it is confirmed: a tick, the name of the record, or a word that it shows.
 * @throws NotSettled where none of these is right
 */
export async function fillIn({ scope, button }: Choice, subject: string, watch: PageWatch): Promise<void> {
  const boxes = scope.getByRole('checkbox');
  const field = scope.getByRole('textbox').first();
  const [isReady, ticks, isWanted] = await Promise.all([button.isEnabled(), boxes.count(), field.isVisible()]);
  const wantsTick = !isReady && ticks === 1 && !(await boxes.isChecked());
  if (wantsTick) await boxes.click();
  // A tick may bring the field.
  if (!isWanted && !(wantsTick && (await field.isVisible()))) return;
  if (!(await field.isEditable()) || (await field.inputValue()) !== '') return;
  const shown = await field.evaluate(wordsAround);
  const wanted = shown.map((word) => (/\bname\b/i.test(word) ? subject : word));
  // What can be left empty is asked for in words alone.
  if (isReady && wanted.length === 0) return;
  for (const text of isReady ? wanted.slice(0, 1) : [subject, ...wanted].slice(0, MOST_WORDS)) {
    await field.fill(text);
    if (await watch.settle(() => button.isEnabled())) return;
  }
  await field.fill(wanted[0] ?? subject);
  for (const started = Date.now(); Date.now() - started < COUNTDOWN_MS; await watch.settle())
    if (await button.isEnabled()) return;
  throw new NotSettled('the pop-up wants something typed: neither the name of the record nor a word that it shows');
}

/** Runs in a page: what the text around a field says is to be typed there; first what follows "type" or "enter". */
function wordsAround(field: Element): string[] {
  let around = field;
  for (let up = 0; up < 4 && around.parentElement; up += 1) around = around.parentElement;
  const text = `${around.textContent ?? ''} ${field.getAttribute('placeholder') ?? ''}`;
  const named =
    /\b(?:type|enter|write)\s+(?:the word\s+)?["'“‘`«]?([^"'”’`»\s](?:[^"'”’`»]{0,60}?[^"'”’`»\s])?)["'”’`»]?\s+(?:to|below|in)\b/i;
  const marked = [...around.querySelectorAll('b, strong, code, kbd, em')].map((one) => one.textContent?.trim() ?? '');
  const quoted = [...text.matchAll(/["“‘`«]([^"”’`»]{2,60})["”’`»]/g)].map(([, word = '']) => word);
  const loud = text.match(/\b[A-Z]{4,}\b/g) ?? [];
  return [...new Set([named.exec(text)?.[1] ?? '', ...marked, ...quoted, ...loud])].filter((word) => word !== '');
}
