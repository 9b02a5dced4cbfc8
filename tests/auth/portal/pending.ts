/** Where a page keeps what {@link trackPending} counts. */
export const PENDING = 'mitp pending';

/**
 * Runs in a page before its own scripts: keeps count of the timers and frames that they wait for, and notes what brings changes from
 * elsewhere (a socket, a worker, a database). Without any of these, and without a request under way, a page stays as it is.
 * What it replaces does the same as before, and looks the same to the page. Its helpers are methods, as in in-page.ts.
 */
export function trackPending(pending: string): void {
  type Native = (this: unknown, ...given: unknown[]) => unknown;
  const state = {
    timers: new Set<unknown>(),
    frames: new Set<unknown>(),
    idle: new Set<unknown>(),
    /** Whether changes may come from elsewhere at any time. */
    isFed: false,
    drawn: 0,
    isDrawing: false,
    draw: window.requestAnimationFrame.bind(window),
    replace(owner: object, name: string, how: ProxyHandler<Native>): void {
      const own = Object.getOwnPropertyDescriptor(owner, name);
      if (typeof own?.value !== 'function') return;
      Object.defineProperty(owner, name, { ...own, value: new Proxy(own.value as Native, how) });
    },
    starts(name: string, waiting: Set<unknown>, isOnce: boolean): void {
      state.replace(window, name, {
        apply(native, self, [callback, ...rest]: unknown[]) {
          if (typeof callback !== 'function') {
            // A text is run as a script; whether it was is not told.
            state.isFed = true;
            return Reflect.apply(native, self, [callback, ...rest]);
          }
          const run = callback as Native;
          const id = Reflect.apply(native, self, [
            function (this: unknown, ...given: unknown[]) {
              if (isOnce) waiting.delete(id);
              return Reflect.apply(run, this, given);
            },
            ...rest,
          ]);
          waiting.add(id);
          return id;
        },
      });
    },
    ends(name: string, waiting: Set<unknown>): void {
      state.replace(window, name, {
        apply(native, self, given: unknown[]) {
          waiting.delete(Number(given[0]));
          return Reflect.apply(native, self, given);
        },
      });
    },
    feeds(owner: object | undefined, name: string): void {
      if (owner === undefined) return;
      state.replace(owner, name, {
        apply(native, self, given: unknown[]) {
          state.isFed = true;
          return Reflect.apply(native, self, given);
        },
        construct(native, given: unknown[], target) {
          state.isFed = true;
          return Reflect.construct(native, given, target) as object;
        },
      });
    },
    /** @returns frames that were drawn until now, or -1 where something may still change the page; draws another one */
    look(this: void): number {
      if (!state.isDrawing) {
        state.isDrawing = true;
        state.draw(() => {
          state.isDrawing = false;
          state.drawn += 1;
        });
      }
      const isWaiting = state.timers.size + state.frames.size + state.idle.size > 0;
      // A frame or a service worker may send messages at any time.
      const isWatched = window.frames.length > 0 || Boolean(navigator.serviceWorker?.controller);
      return isWaiting || state.isFed || isWatched ? -1 : state.drawn;
    },
  };
  state.starts('setTimeout', state.timers, true);
  state.starts('setInterval', state.timers, false);
  state.starts('requestAnimationFrame', state.frames, true);
  state.starts('requestIdleCallback', state.idle, true);
  state.ends('clearTimeout', state.timers);
  state.ends('clearInterval', state.timers);
  state.ends('cancelAnimationFrame', state.frames);
  state.ends('cancelIdleCallback', state.idle);
  const { scheduler } = window as { scheduler?: object };
  const feeds = [
    'WebSocket',
    'EventSource',
    'WebTransport',
    'RTCPeerConnection',
    'Worker',
    'SharedWorker',
    'BroadcastChannel',
  ];
  for (const name of feeds) state.feeds(window, name);
  state.feeds(IDBFactory.prototype, 'open');
  if (scheduler !== undefined) state.feeds(Object.getPrototypeOf(scheduler) as object, 'postTask');
  Object.defineProperty(window, Symbol.for(pending), { value: state.look });
}
