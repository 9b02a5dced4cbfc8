import { createRequire } from 'node:module';

import type { IHttpConfig, IHttpRequest, PrismHttpComponents } from '@stoplight/prism-http';
import type mocker from '@stoplight/prism-http/dist/mocker/index.js';
import negotiator from '@stoplight/prism-http/dist/mocker/negotiator/NegotiatorHelpers.js';
import type * as PreferHeader from '@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js';

import { Rejected } from './prism-responses.ts';
import type { Resource } from './prism-operations.ts';
import { rejectWith } from '../pipeline/rejections.ts';

/**
 * Prism's maker of examples and its reader of Prefer, loaded at the first request that wants them: they bring a generator
 * with the words of seventy languages, which takes half of the start.
 */
const load = createRequire(import.meta.url);
const theMocker = () =>
  load('@stoplight/prism-http/dist/mocker/index.js') as { readonly default: typeof mocker.default };
const preferHeader = () => load('@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js') as typeof PreferHeader;

export const right = <Value>(value: Value) => ({ _tag: 'Right' as const, right: value });
export const left = <Problem>(problem: Problem) => ({ _tag: 'Left' as const, left: problem });

/** A request of Prism's, with its header Accept as it came. */
interface Requested extends IHttpRequest {
  readonly accept: string | undefined;
}

type Negotiated = ReturnType<ReturnType<typeof mocker.default>>;
type Log = Parameters<ReturnType<PrismHttpComponents['mock']>>[0];

/**
 * The status and headers of Prism's answer without its example, which our page replaces. A header that the contract
 * declares without an example is made by Prism's mocker.
 */
export function negotiate(resource: Resource, data: Requested, log: Log): Negotiated {
  const mediaTypes = data.accept === undefined ? {} : { mediaTypes: data.accept.split(',') };
  const found = negotiator.default.negotiateOptionsForValidRequest(resource, { dynamic: false, ...mediaTypes })(log);
  if (found._tag === 'Left') return found;
  const { code, mediaType, headers = [] } = found.right;
  const declared = headers.flatMap(({ name, examples: [example] = [] }): [string, string][] =>
    example && 'value' in example ? [[name, String(example.value)]] : [],
  );
  if (declared.length < headers.length || resource.deprecated) return mocked(resource, data, undefined, log);
  const type = mediaType === undefined ? {} : { 'Content-type': mediaType };
  return right({ statusCode: Number(code), headers: { ...Object.fromEntries(declared), ...type } });
}

/** All of Prism's answer, its example included. */
export function mocked(
  resource: Resource,
  data: Requested,
  preferred: Partial<IHttpConfig['mock']> | undefined,
  log: Log,
): Negotiated {
  // Prism writes what it negotiates into the settings it is given: each request needs its own.
  const config = { dynamic: false, ...preferred };
  // An error is told in its own media type, whatever the client would rather have of a list (RFC 9110, 12.4.1).
  const requested = preferred?.code !== undefined && preferred.code >= 400 ? { ...data, headers: {} } : data;
  return theMocker().default({ resource, input: { data: requested, validations: [] }, config })(log);
}

/** What Prism cannot parse as a media type, it throws about. */
export function acceptable(response: () => Negotiated): Negotiated {
  try {
    return response();
  } catch {
    return left(new Rejected(rejectWith('notAcceptable')));
  }
}

/** What the request prefers (`code`, `example`, `dynamic`); what Prism cannot read is no preference (RFC 7240). */
export function preferences(prefer: string | undefined): Partial<IHttpConfig['mock']> | undefined {
  if (prefer === undefined) return undefined;
  const read = preferHeader().getHttpConfigFromRequest({ url: { path: '/' }, headers: { prefer } });
  if (read._tag === 'Left') return undefined;
  const { code, exampleKey, dynamic } = read.right;
  return code === undefined && exampleKey === undefined && dynamic === undefined ? undefined : read.right;
}
