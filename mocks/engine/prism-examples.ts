/**
 * Prism's maker of examples and its reader of the header Prefer. A file of its own, loaded at the first request that wants
 * them: they bring a generator with the words of seventy languages, which takes half of the start.
 */
import type { IHttpConfig } from '@stoplight/prism-http';
import mocker from '@stoplight/prism-http/dist/mocker/index.js';
import preferHeader from '@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js';

/** Makes a response from the contract alone. */
export const makeExample = mocker.default;

/** What the request prefers (`code`, `example`, `dynamic`); what Prism cannot read is no preference (RFC 7240). */
export function preferences(prefer: string | undefined): Partial<IHttpConfig['mock']> | undefined {
  if (prefer === undefined) return undefined;
  const read = preferHeader.getHttpConfigFromRequest({ url: { path: '/' }, headers: { prefer } });
  if (read._tag === 'Left') return undefined;
  const { code, exampleKey, dynamic } = read.right;
  return code === undefined && exampleKey === undefined && dynamic === undefined ? undefined : read.right;
}
