import type { Operation } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { rotated } from '../../contract/checks/rotate.ts';

/** Operations that can be requested without an id, starting with another one each night. */
export const openOperations = (context: CheckContext): Operation[] =>
  rotated(
    context.contract.operations.filter(({ pathParameters }) => pathParameters.length === 0),
    context,
  );
