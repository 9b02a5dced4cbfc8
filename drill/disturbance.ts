/** What is known of a request before it is served. */
export interface Arriving {
  /** Counts up from 1; requests for the API alone. */
  readonly n: number;
  /** Requests of the same name are the same request. */
  readonly name: string;
  /** Milliseconds of a clock that only runs forward, and of the wall clock. */
  readonly now: number;
  readonly wallClock: number;
}

/** What becomes of a request in place of being served. */
export type Act =
  | {
      readonly do: 'respond';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** The connection is reset before anything was said. */
  | { readonly do: 'reset' }
  /** The connection ends in the middle of the body. */
  | { readonly do: 'cut' }
  /** Nothing is ever said. */
  | { readonly do: 'hang' }
  | { readonly do: 'delay'; readonly ms: number }
  /** The key is served as one that was revoked. */
  | { readonly do: 'revoke' }
  /** Nothing listens from now on. */
  | { readonly do: 'go down' };

/** Decides, request by request; made anew for each run of the client. Nothing where the request is simply served. */
export type Disturbance = (request: Arriving) => Act | undefined;

const PROBLEM = { 'content-type': 'application/problem+json; charset=utf-8' };

/** A rejection as the API words its own. */
export function problem(
  status: number,
  title: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Act {
  const body = JSON.stringify({ type: 'about:blank', title, status, detail });
  return { do: 'respond', status, headers: { ...PROBLEM, ...headers }, body };
}

/** A page for people, as a gateway or a captive portal shows it in place of the API. */
export function htmlPage(status: number, title: string): Act {
  const body = `<!DOCTYPE html>\r\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\r\n`;
  return { do: 'respond', status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

export const UNAVAILABLE = problem(503, 'Service Unavailable', 'The service is being restarted.');

/** Every request meets the same. */
export const always =
  (act: Act): Disturbance =>
  () =>
    act;

/** Every request from the `from`th on meets the same. */
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

/** How a 429 says when to come again. */
export type RetryAfter = 'seconds' | 'date' | 'none';

/**
 * Somebody else has spent the quota when the request of each of these numbers comes: everything is rejected until `seconds`
 * have passed. The numbers count the requests that were not rejected.
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
      // A date has no fractions of a second: wait until the whole second that it names.
      const ends = retryAfter === 'date' ? Math.ceil(wallClock / 1000 + seconds) * 1000 : wallClock + seconds * 1000;
      date = new Date(ends).toUTCString();
      until = now + (ends - wallClock);
    }
    const left = String(Math.ceil((until - now) / 1000));
    const headers = retryAfter === 'none' ? {} : { 'retry-after': retryAfter === 'date' ? date : left };
    return problem(429, 'Too Many Requests', 'The IT provider has spent its requests of this window.', headers);
  };
}
