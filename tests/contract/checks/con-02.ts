import { openSchema } from '../../../spec/openapi/schema.ts';
import { brokenEvidence, type Operation, type Schema } from '../../../spec/contract.ts';
import { everyResponseCheck } from '../../../verifier/every-response-check.ts';
import type { Broken } from '../../../verifier/case.ts';
import { json } from '../../../verifier/exchange.ts';
import { schemaErrors } from '../../../verifier/schema.ts';
import { sendsUnknown } from '../../../verifier/unknown-parameters.ts';
import { bodyOf, broken, sampleExchange, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';

const opened = new WeakMap<Operation, Schema>();

/** Most places reported for one response; a page of a hundred broken rows is one defect. */
const MOST = 5;

/**
 * CON-02: every 2xx body conforms to its operation's schema: types, required fields, formats, nullability, closed enums. CON-05
 * judges fields outside the contract, so objects are left open here. A broken keyword that is only assumed warns, because no
 * document promises it.
 */
export const con02 = everyResponseCheck('CON-02', ({ request, response }, context) => {
  const operation = context.contract.operations.find(({ id }) => id === request.operation);
  if (!operation || request.method !== 'GET' || response.status < 200 || response.status > 299) return undefined;
  if (sendsUnknown(operation, request)) return undefined;
  let schema = opened.get(operation);
  if (schema === undefined) opened.set(operation, (schema = openSchema(operation.envelope)));
  const body = json(response);
  if (body === undefined)
    return [{ want: 'a JSON body', got: response.text === '' ? 'no body' : 'text that is not JSON' }];
  const echoed = new URLSearchParams(request.target.split('?')[1] ?? '');
  // A server may repeat the requested page, however large: that number is ours.
  const ours = (pointer: string) =>
    ['page', 'pageSize'].some(
      (name) => pointer === `/${name}` && valueAtPointer(body, pointer) === Number(echoed.get(name) ?? NaN),
    );
  const root = schema;
  const findings = schemaErrors(schema, body)
    .filter(({ instancePath }) => !ours(instancePath))
    .map((error): Broken => {
      const { instancePath, message, params } = error;
      const value = valueAtPointer(body, instancePath);
      const assumed = brokenEvidence(root, error, value) === 'assumed';
      return {
        want: `${message ?? 'valid'}${'missingProperty' in params ? '' : detail(params)}`,
        got: shown(value),
        pointer: instancePath || '/',
        ...(assumed ? { tolerated: true } : {}),
      };
    });
  const sure = (one: Broken) => Number(one.tolerated ?? false);
  return findings.sort((a, b) => sure(a) - sure(b)).slice(0, MOST);
});

function detail(params: Record<string, unknown>): string {
  return Array.isArray(params.allowedValues) ? ` (${params.allowedValues.join(', ')})` : '';
}

function valueAtPointer(body: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[unescape(step)], body);
}

const unescape = (step: string) => step.replaceAll('~1', '/').replaceAll('~0', '~');

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    broken(sampleServer(), (response, { operation }) => {
      if (operation !== 'listUsers') return undefined;
      const body = bodyOf(response);
      return {
        body: {
          ...body,
          items: body.items.map(({ lastName, ...rest }, i) => (i === 2 ? rest : { lastName, ...rest })),
        },
      };
    }),
    [sampleExchange('list', 0, { body: 'no JSON' })],
  ],
};
