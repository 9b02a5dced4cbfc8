import { run } from '../../../mocks/pipeline/index.ts';
import type { Mock } from '../../../mocks/index.ts';
import type { ApiRequest } from '../../../mocks/types.ts';
import type { RequestSpec } from '../../../verifier/exchange.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import type { Server } from './drive.ts';

/**
 * The mock at the end of a road on a virtual clock: each request goes through its whole pipeline, at the moment when it
 * arrives. No socket is between, so that hundreds of windows take seconds.
 */
export function serverOf(mock: Mock): Server {
  const { state } = mock;
  const provider = mock.providers[0]?.id ?? '';
  const values = new Map<string, string>(Object.entries(mock.keys));
  values.set('unknown', 'x'.repeat(mock.keys.active.length));
  const made = new Map<string, string>();
  let arrivedBefore: number | undefined;
  // The mock's clock begins where the road's does: windows that stand on the clock then lie where the seed puts them.
  const until = (arrived: number) => {
    if (arrivedBefore === undefined) state.clock.restore({ offset: 0, frozenAt: arrived });
    else state.clock.advance(Math.max(0, arrived - arrivedBefore));
    arrivedBefore = arrived;
  };
  return {
    async response(request, key, arrived) {
      until(arrived);
      const reply = await run({ request: requestOf(request, key === null ? undefined : values.get(key)), state });
      const headers = Object.entries(reply.headers).map(([name, value]) => [name, [value]]);
      return {
        status: reply.status,
        headers: Object.fromEntries(headers) as Record<string, string[]>,
        text: reply.body?.toString('utf8') ?? '',
      };
    },
    make(name, now) {
      until(now);
      const record = made.get('limit');
      const issued =
        record === undefined ? state.keys.generate(provider, 'limit') : state.keys.regenerate(provider, record);
      made.set('limit', issued.record.id);
      values.set(name, issued.value);
    },
  };
}

function requestOf({ method, target }: RequestSpec, key: string | undefined): ApiRequest {
  const [path = '/', query = ''] = target.split('?');
  const headers = { accept: 'application/json', ...(key === undefined ? {} : { [KEY_HEADER]: key }) };
  const rawHeaders = Object.entries(headers).flat();
  return { method, path, query, headers, rawHeaders, remoteAddress: '127.0.0.1' };
}
