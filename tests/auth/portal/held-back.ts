import type { Page, Request } from '@playwright/test';

/** A request that a click would have sent; the portal never received it. */
export interface HeldRequest {
  url: string;
  method: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer | null;
}

/** Milliseconds for a click to send its requests. */
const SENDING_MS = 4_000;
/** Milliseconds after the first request, in which further requests of the same click are held back too. */
const COMPANY_MS = 100;

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Runs an act in the page whose requests do not reach the server: all but reads get 204 here, which leaves the page as it is.
 * @param act is told by `isHeld` whether a request was held back, so that it need not wait for what the page would show
 * @returns the requests that were held back, in order; empty where the page sends only reads
 */
export async function holdBack(page: Page, act: (isHeld: () => boolean) => Promise<unknown>): Promise<HeldRequest[]> {
  const held: Promise<HeldRequest>[] = [];
  let first: () => void;
  const sent = new Promise<void>((resolve) => (first = resolve));
  const everything = '**/*';
  await page.route(everything, async (route, request) => {
    if (READS.has(request.method())) return route.continue();
    held.push(describe(request));
    first();
    return route.fulfill({ status: 204 });
  });
  try {
    await act(() => held.length > 0);
    await Promise.race([sent, page.waitForTimeout(SENDING_MS)]);
    await page.waitForTimeout(COMPANY_MS);
  } finally {
    await page.unroute(everything);
  }
  return Promise.all(held);
}

async function describe(request: Request): Promise<HeldRequest> {
  return {
    url: request.url(),
    method: request.method(),
    headers: await request.allHeaders(),
    body: request.postDataBuffer(),
  };
}
