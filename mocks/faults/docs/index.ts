import type { Fault } from '../hooks.ts';
import { authorizeInQuery } from './authorize-in-query.ts';
import { authorizeMissing } from './authorize-missing.ts';
import { authorizeWrongHeader } from './authorize-wrong-header.ts';
import { examplesMissing } from './examples-missing.ts';
import { operationElsewhere } from './operation-elsewhere.ts';
import { operationUnlisted } from './operation-unlisted.ts';
import { parametersMissing } from './parameters-missing.ts';
import { responsesMissing } from './responses-missing.ts';
import { serverWrong } from './server-wrong.ts';

/** Faults of the class docs. */
export const docs: readonly Fault[] = [
  operationUnlisted,
  operationElsewhere,
  authorizeMissing,
  authorizeWrongHeader,
  authorizeInQuery,
  serverWrong,
  parametersMissing,
  responsesMissing,
  examplesMissing,
];
