/** What is known of a request before it is served. */
export interface Arriving {
  /** Counts from 1; only requests for the API. */
  readonly n: number;
  /** Requests of the same name are the same request. */
  readonly name: string;
  /** Milliseconds of a monotonic clock, and of the wall clock. */
  readonly now: number;
  readonly wallClock: number;
}

/** What happens to a request instead of being served. */
export type Act =
  | {
      readonly do: 'respond';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** The connection is reset before a response begins. */
  | { readonly do: 'reset' }
  /** The connection ends in the middle of the body. */
  | { readonly do: 'cut' }
  /** No response ever comes. */
  | { readonly do: 'hang' }
  | { readonly do: 'delay'; readonly ms: number }
  /** The key is treated as revoked. */
  | { readonly do: 'revoke' }
  /** The server stops listening. */
  | { readonly do: 'go down' };

/** Decides request by request; created anew for each run of the client. Undefined where the request is simply served. */
export type Disturbance = (request: Arriving) => Act | undefined;

const PROBLEM = { 'content-type': 'application/problem+json; charset=utf-8' };

/** A rejection in the format of the API. */
export function problem(
  status: number,
  title: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Act {
  const body = JSON.stringify({ type: 'about:blank', title, status, detail });
  return { do: 'respond', status, headers: { ...PROBLEM, ...headers }, body };
}

/** An HTML page, as a gateway or a captive portal sends it instead of the API. */
export function htmlPage(status: number, title: string): Act {
  const body = `<!DOCTYPE html>\r\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\r\n`;
  return { do: 'respond', status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

export const UNAVAILABLE = problem(503, 'Service Unavailable', 'The service is being restarted.');

/** The same happens to every request. */
export const always =
  (act: Act): Disturbance =>
  () =>
    act;

/** The same happens to every request from the `from`th on. */
export const from =
  (from: number, act: Act): Disturbance =>
  ({ n }) =>
    n >= from ? act : undefined;

/** The `at`th request fails, and its repetitions, `times` in all; everything else is served. */
export function failing(at: number, times: number, act: Act): Disturbance {
  let target: string | undefined;
  let left = times;
  return ({ n, name }) => {
    if (n === at) target = name;
    if (name !== target || left === 0) return undefined;
    left -= 1;
    return act;
  };
}

/** Whether a request is for a page after the first. */
export const isLaterPage = (name: string): boolean => Number(/[?&]page=(\d+)/.exec(name)?.[1]) > 1;

/** The `nth` of the later pages fails each time; everything else is served. */
export function failingPage(nth: number, act: Act): Disturbance {
  const pages = new Set<string>();
  let target: string | undefined;
  return ({ name }) => {
    if (isLaterPage(name)) pages.add(name);
    if (pages.size === nth) target ??= name;
    return name === target ? act : undefined;
  };
}

/** How a 429 says when to send again. */
export type RetryAfter = 'seconds' | 'date' | 'none';

/**
 * Another client has used up the quota when the request with each of these numbers comes: everything is rejected until `seconds`
 * have passed. The numbers count only requests that were not rejected.
 */
export function limited(ats: readonly number[], seconds: number, retryAfter: RetryAfter): Disturbance {
  const todo = [...ats];
  let until = 0;
  let date = '';
  let served = 0;
  return ({ now, wallClock }) => {
    if (now >= until) {
      if (served + 1 !== todo[0]) {
        served += 1;
        return undefined;
      }
      todo.shift();
      // A date has no fractions of a second, so it ends at the whole second that it names.
      const ends = retryAfter === 'date' ? Math.ceil(wallClock / 1000 + seconds) * 1000 : wallClock + seconds * 1000;
      date = new Date(ends).toUTCString();
      until = now + (ends - wallClock);
    }
    // Rounded first: 2000.0000000001 ms are two seconds.
    const left = String(Math.ceil(Math.round(until - now) / 1000));
    const headers = retryAfter === 'none' ? {} : { 'retry-after': retryAfter === 'date' ? date : left };
    return problem(429, 'Too Many Requests', 'The IT provider has spent its requests of this window.', headers);
  };
}
