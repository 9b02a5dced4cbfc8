import type { IHttpConfig, IHttpRequest, PrismHttpComponents } from '@stoplight/prism-http';
import negotiator from '@stoplight/prism-http/dist/mocker/negotiator/NegotiatorHelpers.js';

import { Rejected } from './prism-responses.ts';
import type { makeExample } from './prism-examples.ts';
import type { Resource } from './prism-operations.ts';
import { rejectWith } from '../pipeline/rejections.ts';

export const right = <Value>(value: Value) => ({ _tag: 'Right' as const, right: value });
export const left = <Problem>(problem: Problem) => ({ _tag: 'Left' as const, left: problem });

/** A request of Prism's, with its header Accept as it came. */
interface Requested extends IHttpRequest {
  readonly accept: string | undefined;
}

type Negotiated = ReturnType<ReturnType<typeof makeExample>>;
type Make = typeof makeExample;
type Log = Parameters<ReturnType<PrismHttpComponents['mock']>>[0];

/** Whether a response of this operation needs Prism's generator of examples: for a header without an example in the contract. */
export const needsExamples = ({ deprecated, responses }: Resource): boolean =>
  deprecated === true || responses.some(({ headers = [] }) => headers.some(({ examples: [one] = [] }) => !one));

/**
 * The status and headers of Prism's response without its example, which our page replaces. `make` generates a header that the
 * contract declares without an example; it is there if the operation `needsExamples`.
 */
export function negotiate(resource: Resource, data: Requested, log: Log, make: Make | undefined): Negotiated {
  const mediaTypes = data.accept === undefined ? {} : { mediaTypes: data.accept.split(',') };
  const found = negotiator.default.negotiateOptionsForValidRequest(resource, { dynamic: false, ...mediaTypes })(log);
  if (found._tag === 'Left') return found;
  const { code, mediaType, headers = [] } = found.right;
  const declared = headers.flatMap(({ name, examples: [example] = [] }): [string, string][] =>
    example && 'value' in example ? [[name, String(example.value)]] : [],
  );
  if (make && (declared.length < headers.length || resource.deprecated)) return mocked(resource, data, {}, log, make);
  const type = mediaType === undefined ? {} : { 'Content-type': mediaType };
  return right({ statusCode: Number(code), headers: { ...Object.fromEntries(declared), ...type } });
}

/** The whole response of Prism, with its example. */
export function mocked(
  resource: Resource,
  data: Requested,
  preferred: Partial<IHttpConfig['mock']>,
  log: Log,
  make: Make,
): Negotiated {
  // Prism writes what it negotiates into the settings it is given: each request needs its own.
  const config = { dynamic: false, ...preferred };
  // An error has its own media type, whatever the client prefers for a list (RFC 9110, 12.4.1).
  const requested = preferred.code !== undefined && preferred.code >= 400 ? { ...data, headers: {} } : data;
  return make({ resource, input: { data: requested, validations: [] }, config })(log);
}

/** What Prism cannot parse as a media type, it throws about. */
export function acceptable(response: () => Negotiated): Negotiated {
  try {
    return response();
  } catch {
    return left(new Rejected(rejectWith('notAcceptable')));
  }
}
