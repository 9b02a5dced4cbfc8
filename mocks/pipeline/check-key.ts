import { complete } from '../http/response-headers.ts';
import type { Stage } from './exchange.ts';
import { rejectWith } from './rejections.ts';

/** A single answer for every reason a key can be rejected for (AUTH-06). */
const REJECTED = rejectWith('unauthorized', {
  headers: { 'www-authenticate': 'ApiKey realm="myITprocess public API"' },
});

/** Lets a request on with the record of its key, or rejects it before anything else is judged (AUTH-05). */
export const checkKey: Stage = (exchange, next) => {
  const { request, state } = exchange;
  const key = state.authenticate(request);
  return key ? next({ request, state, key }) : complete(REJECTED, exchange);
};
