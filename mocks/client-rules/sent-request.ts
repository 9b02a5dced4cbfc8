import type { SentRequest } from '../../drill/rules/requests.ts';
import { retryAfterMs } from '../../drill/rules/retry-after.ts';
import { queryAsJson } from '../data/rule-form.ts';
import { hideKeys } from '../keys/key-value.ts';
import type { KeyUse } from '../journal/key-use.ts';
import type { Noted } from '../journal/entry.ts';
import { pageOfBody } from './page-of-body.ts';

const WITHOUT_KEY: readonly KeyUse['state'][] = ['missing', 'misplaced'];

/** The parameters that a 400 names, with what it says of them. */
function errorsIn(body: Buffer | null): Record<string, string> {
  try {
    const { errors = {} } = JSON.parse(body?.toString('utf8') ?? '') as { errors?: Record<string, string | string[]> };
    return Object.fromEntries(Object.entries(errors).map(([name, texts]) => [name, [texts].flat().join(' ')]));
  } catch {
    return {};
  }
}

/** A date that is further away is by another clock, such as one that a test froze. */
const DAY_MS = 86_400_000;

function outcomeOf({ reply, operation, time, tookMs }: Noted): SentRequest['outcome'] {
  if (reply.breaksAfter !== undefined) return { kind: 'network', how: reply.breaksAfter < 0 ? 'reset' : 'cut off' };
  const wait = retryAfterMs(reply.headers['retry-after'], time + tookMs);
  return {
    kind: 'response',
    status: reply.status,
    retryAfterMs: wait !== null && wait < DAY_MS ? wait : null,
    page: reply.status === 200 && operation ? (reply.page ?? pageOfBody(reply.body)) : null,
    errors: reply.status === 400 ? errorsIn(reply.body) : {},
  };
}

/** A noted request as the client rules read it. It holds no key value. */
export function sentRequest(noted: Noted): SentRequest {
  const { request, key, time, tookMs, startedMs } = noted;
  const { n: connection = 0, since } = request.connection ?? {};
  const [path, query] = [hideKeys(request.path), hideKeys(request.query)];
  const misplaced = key.state === 'misplaced' ? (key.place ?? '') : '';
  const inUrl = path !== request.path || query !== request.query || /^(query|path)/.test(misplaced);
  const elsewhere = [
    ...(inUrl ? ['the URL'] : []),
    ...(key.state === 'malformed' ? ['the header of the key with something around it'] : []),
    ...(misplaced !== '' && !inUrl ? [`the ${misplaced}`] : []),
  ];
  return {
    ...{ n: noted.id, at: time, endedAt: time + tookMs, connection, method: request.method },
    ...(since !== undefined && { connectedAt: time - (startedMs - since) }),
    ...{ path, query: queryAsJson(query, noted.operation?.forms), outside: false },
    key: {
      header: key.state === 'active' ? 'valid' : WITHOUT_KEY.includes(key.state) ? 'none' : 'rejected',
      elsewhere,
    },
    outcome: outcomeOf(noted),
  };
}
