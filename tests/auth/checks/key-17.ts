import { everyResponseCheck } from '../../../verifier/every-response-check.ts';
import type { Broken } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import type { ApiResponse, CompletedExchange } from '../../../verifier/exchange.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { errorRequestGroups } from '../../contract/checks/errors.ts';
import { problem, sampleExchange, type Samples } from '../../../verifier/samples/sample.ts';

/**
 * KEY-17: no response reveals a key: not a rejection, a list, an error or a header. Every response of the run is searched for
 * every key of the run; the recorder knows by name which values were in it.
 */
export const key17 = everyResponseCheck(
  'KEY-17',
  (exchange, context) => {
    const names = (exchange.response.keys ?? []).filter(
      (name) => isKey(name, context) && !isOwnAddress(exchange, name),
    );
    return names.slice(0, 1).map((name): Broken => ({
      want: `a response that reveals nothing of the key in ${KEY_HEADER}`,
      got: `${name.endsWith(':part') ? 'a part of the key' : 'the key'} ${placeOf(exchange.response, name)} of a ${exchange.response.status}`,
    }));
  },
  'there was no response to search',
  errorRequestGroups,
);

/** A header value for a gateway before the target is no key of the API. */
function isKey(name: string, { target }: CheckContext): boolean {
  const [key = ''] = name.split(':');
  return target.keys.has(key) || key === 'unknown' || key.startsWith('made-');
}

/** A redirect repeats the requested address, into which the suite itself had put a key. */
function isOwnAddress({ request, response }: CompletedExchange, name: string): boolean {
  const [key = ''] = name.split(':');
  const moved = response.status >= 300 && response.status < 400;
  return moved && request.target.includes(`{{${key}`) && !response.text.includes(`<${name}>`);
}

function placeOf(response: ApiResponse, name: string): string {
  const header = Object.entries(response.headers).find(([, values]) => values.some((one) => one.includes(`<${name}>`)));
  if (header !== undefined) return `in the header ${header[0]}`;
  return name.endsWith(':part') ? 'in the body or a header' : 'in the body';
}

const seen = (status: number, text: string, keys: readonly string[]) => ({
  ...sampleExchange('probe', 0, problem(status, text), 'unknown'),
  response: { status, headers: {}, text, keys },
});

/** The broken server names a key that it knows. */
export const samples: Samples = {
  passes: [sampleExchange('probe', 0, problem(401, 'Unauthorized'), 'unknown')],
  rejects: [
    [seen(401, 'No such key: <unknown>', ['unknown'])],
    // A key in a list.
    [seen(200, '{"subscription":"<active>"}', ['active'])],
    // A part of a key.
    [seen(400, 'No key begins with a1B2c3D4', ['active:part'])],
    // The address with a key, repeated by what is no redirect.
    [200, 404].map((status) => {
      const { request, ...one } = seen(status, '', ['unknown']);
      return { ...one, request: { ...request, target: '/clients?api_key={{unknown}}' } };
    }),
  ],
};
