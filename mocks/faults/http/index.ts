import type { Fault } from '../hooks.ts';
import { acceptAnyHtml } from './accept-any-html.ts';
import { acceptBroken } from './accept-broken.ts';
import { acceptXml } from './accept-xml.ts';
import { allowMissing } from './allow-missing.ts';
import { answersAlternate } from './answers-alternate.ts';
import { bareArray } from './bare-array.ts';
import { deleteBroken } from './delete-broken.ts';
import { empty204 } from './empty-204.ts';
import { empty404 } from './empty-404.ts';
import { emptyItemsAbsent } from './empty-items-absent.ts';
import { emptyItemsNull } from './empty-items-null.ts';
import { errorAs200 } from './error-as-200.ts';
import { errorBareText } from './error-bare-text.ts';
import { errorEmpty } from './error-empty.ts';
import { errorHtml } from './error-html.ts';
import { errorStatusMismatch } from './error-status-mismatch.ts';
import { headWithoutKey } from './head-without-key.ts';
import { itemsKeyed } from './items-keyed.ts';
import { jsonAsHtml } from './json-as-html.ts';
import { jsonAsText } from './json-as-text.ts';
import { jsonCut } from './json-cut.ts';
import { jsonInText } from './json-in-text.ts';
import { latin1 } from './latin-1.ts';
import { list201 } from './list-201.ts';
import { noContentType } from './no-content-type.ts';
import { notFoundHtml } from './not-found-html.ts';
import { operationBroken } from './operation-broken.ts';
import { operationMissing } from './operation-missing.ts';
import { optionsData } from './options-data.ts';
import { orderUnstable } from './order-unstable.ts';
import { parametersRequired } from './parameters-required.ts';
import { postServed } from './post-served.ts';
import { putAccepted } from './put-accepted.ts';
import { totalAsText } from './total-as-text.ts';
import { totalRenamed } from './total-renamed.ts';
import { unauthorisedHtml } from './unauthorised-html.ts';
import { unknownParameterEmpties } from './unknown-parameter-empties.ts';
import { unknownParameterRefused } from './unknown-parameter-refused.ts';
import { unknownPathBroken } from './unknown-path-broken.ts';
import { unknownPathRedirect } from './unknown-path-redirect.ts';
import { unknownPathServed } from './unknown-path-served.ts';

/** Faults of the class http. */
export const http: readonly Fault[] = [
  operationMissing,
  operationBroken,
  parametersRequired,
  list201,
  jsonAsHtml,
  jsonAsText,
  latin1,
  noContentType,
  jsonCut,
  jsonInText,
  emptyItemsNull,
  emptyItemsAbsent,
  empty204,
  empty404,
  bareArray,
  totalRenamed,
  totalAsText,
  itemsKeyed,
  errorHtml,
  notFoundHtml,
  unauthorisedHtml,
  errorEmpty,
  errorBareText,
  errorStatusMismatch,
  errorAs200,
  unknownPathServed,
  unknownPathBroken,
  unknownPathRedirect,
  postServed,
  deleteBroken,
  putAccepted,
  allowMissing,
  headWithoutKey,
  optionsData,
  acceptBroken,
  acceptAnyHtml,
  acceptXml,
  unknownParameterRefused,
  unknownParameterEmpties,
  answersAlternate,
  orderUnstable,
];
