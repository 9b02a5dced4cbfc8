import { complete } from '../answers.ts';
import type { Stage } from '../exchange.ts';
import { refuse } from '../refusals.ts';

/** A single answer for every reason a key can be refused for (AUTH-06). */
const REFUSED = refuse('unauthorized', { headers: { 'www-authenticate': 'ApiKey realm="myITprocess public API"' } });

/** Lets a request on with the record of its key, or refuses it before anything else is judged (AUTH-05). */
export const checkKey: Stage = (exchange, next) => {
  const { request, state } = exchange;
  const key = state.authenticate(request);
  return key ? next({ request, state, key }) : complete(REFUSED, exchange);
};
