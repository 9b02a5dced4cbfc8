import type { Operation } from '../../../spec/contract.ts';
import type { Seen } from '../../harness/check.ts';

/** Operations that can be asked without an id, from another one each night. */
export function openOperations(seen: Seen): Operation[] {
  const open = seen.contract.operations.filter(({ pathParameters }) => pathParameters.length === 0);
  const start = open.length === 0 ? 0 : seen.seed % open.length;
  return [...open.slice(start), ...open.slice(0, start)];
}
