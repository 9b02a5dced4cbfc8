import { openSchema } from '../../../spec/schema.ts';
import type { Operation, Schema } from '../../../spec/contract.ts';
import { everyAnswerCheck } from '../../harness/check.ts';
import { json } from '../../harness/exchange.ts';
import { schemaErrors } from '../../harness/schema.ts';
import { bodyOf, broken, type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';

const opened = new WeakMap<Operation, Schema>();

/** Most places named for one answer; a page of a hundred broken rows is one defect. */
const MOST = 5;

/**
 * CON-02: every 2xx body conforms to its operation's schema: types, required members, formats, nullability, closed
 * enums. Members outside the contract are CON-05's, so objects are left open here.
 */
export const con02 = everyAnswerCheck('CON-02', ({ ask, answer }, seen) => {
  const operation = seen.contract.operations.find(({ id }) => id === ask.operation);
  if (!operation || ask.method !== 'GET' || answer.status < 200 || answer.status > 299) return undefined;
  let schema = opened.get(operation);
  if (schema === undefined) opened.set(operation, (schema = openSchema(operation.envelope)));
  const body = json(answer);
  if (body === undefined)
    return [{ want: 'a JSON body', got: answer.text === '' ? 'no body' : 'text that is not JSON' }];
  return schemaErrors(schema, body)
    .slice(0, MOST)
    .map(({ instancePath, message, params }) => ({
      want: `${message ?? 'valid'}${'missingProperty' in params ? '' : detail(params)}`,
      got: shown(valueAtPointer(body, instancePath)),
      pointer: instancePath || '/',
    }));
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
  rejects: broken(sampleServer(), (answer, { operation }) => {
    if (operation !== 'listUsers') return undefined;
    const body = bodyOf(answer);
    return {
      body: { ...body, items: body.items.map(({ lastName, ...rest }, i) => (i === 2 ? rest : { lastName, ...rest })) },
    };
  }),
};
