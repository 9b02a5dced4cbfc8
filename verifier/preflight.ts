import { header, type Exchange } from './exchange.ts';
import { isNetworkError } from './patience.ts';
import { listRequestFor } from './model/known-lists.ts';
import { connectionProblem, gatewayProblem, isHtml } from './network/trouble.ts';
import type { Run } from './run.ts';
import { UserError } from './user-error.ts';

/** A target that accepts connections and never responds should be noticed soon. */
const PATIENCE_MS = 10_000;

/** Lists that are tried where a gateway responds instead of the target: one list may be broken alone. */
const LISTS = 3;

/**
 * Checks with one request (which the checks use later) that the target is reachable, is the API, and accepts the key.
 * @throws UserError saying what to change
 */
export async function preflight(run: Run): Promise<void> {
  const requests = run.context.contract.operations
    .map((operation) => listRequestFor(run.context, operation))
    .filter((one) => one !== null);
  if (requests.length === 0)
    throw new UserError('the contract has no list that can be requested without an id: nothing can be judged.');
  const statuses: number[] = [];
  for (const request of requests.slice(0, LISTS)) {
    const exchange = await run.client.send(request, { timeoutMs: PATIENCE_MS });
    const problem = problemWith(exchange, run.config.baseUrl, run.context.contract.basePath);
    if (problem !== null) throw new UserError(problem);
    if (!isNetworkError(exchange)) return;
    statuses.push(exchange.response?.status ?? 0);
  }
  throw new UserError(
    `${run.config.baseUrl} responds ${statuses.join(', ')} to every list: the API is down, or a gateway before it. Try again later.`,
  );
}

function problemWith({ response, error, request }: Exchange, baseUrl: string, basePath: string): string | null {
  const url = baseUrl + request.target;
  if (response === undefined) return connectionProblem(baseUrl, error);
  const gateway = gatewayProblem(url, response);
  if (gateway !== undefined) return gateway;
  const { status } = response;
  if (status === 401 || status === 403) {
    return `${url} rejected the key in MITP_API_KEY with ${status}: set an active key of the provider under test.`;
  }
  if (status === 429) {
    return `${url} still rejects for the rate limit (429): somebody else is using this provider's quota. Try again later.`;
  }
  if (status >= 300 && status < 400) {
    return `${url} redirects to ${header(response, 'location') ?? 'nowhere'} (${status}): set MITP_BASE_URL to where the API is.`;
  }
  const html = isHtml(response);
  if (html || status === 404) {
    const usual = new URL(basePath, baseUrl).href;
    const example = usual === baseUrl ? 'https://host/public-api/v1' : usual;
    const got = html ? 'an HTML page' : '404';
    return `${url} returns ${got}, not the API: MITP_BASE_URL must be the API base, such as ${example}.`;
  }
  return null;
}
