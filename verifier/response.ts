import type { ApiResponse } from './exchange.ts';
import type { Secrets } from './secrets.ts';

/** Makes an answer of what another HTTP client reports, with header names in lower case and key values hidden. */
export function responseOf(
  status: number,
  headers: Readonly<Record<string, unknown>>,
  body: string,
  secrets: Secrets,
): ApiResponse {
  const entries = Object.entries(headers).map(([name, value]): [string, string[]] => [
    name.toLowerCase(),
    [value].flat().map((one) => secrets.hide(String(one))),
  ]);
  return { status, headers: Object.fromEntries(entries), text: secrets.hide(body) };
}
