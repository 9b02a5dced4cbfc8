import type { Locator } from '@playwright/test';
import { registerEngine } from './engines.ts';
import { ControlGone } from './not-settled.ts';

/** Where in a control a click is tried, as shares of its width and height: the middle first. */
const POINTS = [
  [0.5, 0.5],
  [0.9, 0.5],
  [0.1, 0.5],
  [0.9, 0.85],
  [0.1, 0.15],
] as const;

/** Times that a free point is looked for, and milliseconds for it to take a click: a menu may still be on its way to its place. */
const TRIES = 3;
const TRY_MS = 1_500;

/** The name of the selector that finds, in an element, itself where {@link freePoints} calls it still. */
const STILL = 'mitp-still';

// Looked for beside the page's own scripts, where a click is prepared anyway: an evaluation among them takes as long as a load to be
// ready for.
registerEngine(STILL, { content: stillEngine() }, { beside: true });

/** Whether something may cover a control. */
export async function isCovered(locator: Locator): Promise<boolean> {
  return (await locator.evaluateAll(freePoints, POINTS)).includes(undefined);
}

/**
 * Clicks a control where nothing covers it: a menu may be drawn below a part of the next record.
 * @throws ControlGone where it is gone
 */
export async function clickUncovered(locator: Locator): Promise<void> {
  if ((await locator.locator(`${STILL}=all`).count()) > 0) return locator.click();
  for (let time = 0; time < TRIES; time += 1) {
    const [free] = await locator.evaluateAll(freePoints, POINTS);
    if (free === 'still') return locator.click();
    const where = free === undefined ? {} : { position: free };
    const isFree = await locator.click({ ...where, trial: true, timeout: TRY_MS }).then(
      () => true,
      () => false,
    );
    if (isFree) return locator.click(where);
    if (!(await locator.isVisible())) throw new ControlGone('the control was gone before it was clicked');
  }
  // An entry of an open menu is told that it was clicked: by the keyboard, another entry might be taken. All else waits until it is free.
  const isEntry = await locator.and(locator.page().getByRole('menuitem')).isVisible();
  await (isEntry ? locator.dispatchEvent('click') : locator.click());
}

/** The text of a selector: it takes each element that is still. */
function stillEngine(): string {
  const isStill = `(${String(freePoints)})([element], ${JSON.stringify(POINTS)})[0] === 'still'`;
  return `({
    queryAll(element) { return element instanceof Element && ${isStill} ? [element] : []; },
    query(element) { return this.queryAll(element)[0]; },
  })`;
}

/**
 * Runs in a page: the first free point of each element; undefined where there is none, `still` where it is the middle of one that
 * is part of the page, and nothing moves.
 */
function freePoints(elements: Element[], points: typeof POINTS): ({ x: number; y: number } | 'still' | undefined)[] {
  const isMoving = document.getAnimations().some(({ playState }) => playState === 'running');
  return elements.map((element) => {
    const box = element.getBoundingClientRect();
    const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    // Out of view nothing can be hit.
    if (middle.x < 0 || middle.y < 0 || middle.x >= innerWidth || middle.y >= innerHeight)
      element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const { left, top, width, height } = element.getBoundingClientRect();
    let isAbove = false;
    const free = points.find(([across, down]) => {
      const point = [left + width * across, top + height * down] as const;
      let hit = document.elementFromPoint(...point);
      for (let inner = hit; inner?.shadowRoot;) {
        inner = inner.shadowRoot.elementFromPoint(...point);
        if (inner === hit || inner === null) break;
        hit = inner;
      }
      for (let node: Node | null = hit; node !== null;) {
        if (node === element) return true;
        node = (node as Element).assignedSlot ?? node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null;
      }
      return false;
    });
    for (let node: Node | null = element; node !== null;) {
      isAbove ||= node instanceof Element && node.matches('[role^=menu], dialog, [role*=dialog], [popover]');
      node = (node as Element).assignedSlot ?? node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null;
    }
    if (free === points[0] && !isAbove && !isMoving) return 'still';
    return free === undefined || free === points[0] ? undefined : { x: width * free[0], y: height * free[1] };
  });
}
