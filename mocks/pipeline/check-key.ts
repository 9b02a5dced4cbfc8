import { complete } from '../http/response-headers.ts';
import type { Stage } from './exchange.ts';
import type { ApiResponse } from '../types.ts';
import { REJECTIONS, rejectWith } from './rejections.ts';

const rejections = new Map<string, ApiResponse>();

/** A single answer for every reason a key can be rejected for (AUTH-06); it names the header of the contract. */
function rejection(keyHeader: string): ApiResponse {
  const known = rejections.get(keyHeader);
  if (known) return known;
  const made = rejectWith('unauthorized', {
    detail: REJECTIONS.unauthorized.detail.replace('mitp-api-key', keyHeader),
    headers: { 'www-authenticate': 'ApiKey realm="myITprocess public API"' },
  });
  rejections.set(keyHeader, made);
  return made;
}

/** Lets a request on with the record of its key, or rejects it before anything else is judged (AUTH-05). */
export const checkKey: Stage = (exchange, next) => {
  const { request, state } = exchange;
  const key = state.authenticate(request);
  return key ? next({ ...exchange, key }) : complete(rejection(state.runtime.contract.keyHeader), exchange);
};
