/**
 * Runs in a page: a summary of everything that a search for a record or a control depends on. Digits are left out, because clocks
 * run. It begins with `busy` where the page says that it is loading, with `fading` where something fades in or out, with `still` and
 * the number of frames drawn where nothing of the page's own can change it any more (see pending.ts). Its helpers are methods, as in
 * in-page.ts.
 * @param pending where the page keeps what it waits for
 */
export function fingerprint(pending: string): string {
  const read = {
    texts: [] as string[],
    busy: document.readyState === 'loading',
    shown(element: Element): boolean {
      const { width, height } = element.getBoundingClientRect();
      return width > 0 && height > 0;
    },
    walk(root: Document | ShadowRoot): void {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) read.walk(element.shadowRoot);
        if (element.matches('[aria-busy=true], [role=progressbar], progress, .spinner-border, .p-datatable-mask')) {
          read.busy ||= read.shown(element);
        }
        if (element.matches('button, a, input, tr, li, [role], h1, h2, h3, p, dialog') && read.shown(element)) {
          const label = element.getAttribute('aria-label') ?? '';
          const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
          const text = element.matches('tr, [role=row], li')
            ? element.textContent
            : own.map((n) => n.textContent).join('');
          read.texts.push(`${element.tagName}${label}${text}`);
        }
      }
    },
  };
  read.walk(document);
  const running = document.getAnimations().filter(({ playState }) => playState === 'running');
  const ends = running.map(({ effect }) => Number(effect?.getComputedTiming().endTime));
  // An endless animation is no fade.
  const fades = ends.some((end) => end <= 1_000);
  const look = (window as unknown as Record<symbol, (() => number) | undefined>)[Symbol.for(pending)];
  const frames = look?.() ?? -1;
  const isLeft = document.querySelector('meta[http-equiv=refresh i]') !== null;
  // What ends may be followed by something.
  const idle = frames < 0 || isLeft || ends.some((end) => end < Infinity) ? 'idle' : `still${frames}`;
  return `${read.busy ? 'busy' : fades ? 'fading' : idle} ${location.pathname} ${read.texts.join('\n').replace(/\d+/g, '0')}`;
}
