import type { Operation } from '../../../spec/contract.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { plainLists } from '../../../verifier/requests.ts';
import { rotated } from '../../contract/checks/rotate.ts';

/** Operations that can be requested without an id, starting with another one each night. */
export const openOperations = (context: CheckContext): Operation[] => rotated(plainLists(context.contract), context);
