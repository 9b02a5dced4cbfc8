import type { Operation } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';

/** Operations that can be requested without an id, starting with another one each night. */
export function openOperations(context: CheckContext): Operation[] {
  const open = context.contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
  const start = open.length === 0 ? 0 : context.seed % open.length;
  return [...open.slice(start), ...open.slice(0, start)];
}
