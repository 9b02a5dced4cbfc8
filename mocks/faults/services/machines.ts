import type { ApiRequest, Reply } from '../../types.ts';
import type { Fault, FaultHooks } from '../hooks.ts';
import { changeReplies, HTML, htmlPage, jsonOf, withBody, withHeaders, withJson } from '../support/replies.ts';
import { changeRequests, keyIn, valuesOf, withKey } from '../support/requests.ts';
import { faultOf } from '../support/row.ts';

const auth = faultOf('auth');
const filtering = faultOf('filtering');
const http = faultOf('http');
const paging = faultOf('paging');
const schema = faultOf('schema');
const sorting = faultOf('sorting');

/** A balancer that sends every second request to a machine with this defect. */
function onOneOfTwo({ around }: FaultHooks): FaultHooks {
  let requested = 0;
  return {
    around: (original) => {
      const broken = around?.(original) ?? original;
      return (request) => ((requested += 1) % 2 === 0 ? broken(request) : original(request));
    },
  };
}

/** The request without a parameter, where `picks` says so. */
const without = (name: string, picks: (values: readonly string[]) => boolean): FaultHooks =>
  changeRequests((request) => {
    if (!picks(valuesOf(request, name))) return request;
    const parts = request.query.split('&').filter((part) => !part.startsWith(name));
    return { ...request, query: parts.join('&') };
  });

/** The request with a parameter more, where it has none of this name. */
const withDefault = (name: string, value: string): FaultHooks =>
  changeRequests((request: ApiRequest) => {
    if (valuesOf(request, name).length > 0) return request;
    return { ...request, query: [request.query, `${name}=${value}`].filter(Boolean).join('&') };
  });

/** Changes the body of each page of a list. */
const changeBodies = (change: (body: Record<string, unknown>) => Record<string, unknown>): FaultHooks =>
  changeReplies(
    (reply) => reply.status === 200 && reply.body !== null,
    (reply) => withJson(reply, change(jsonOf(reply))),
  );

const isRejection = ({ status }: Reply) => status >= 400 && status < 500;

/** Services of two machines, one of which is an older version, has a cache of its own, or is configured otherwise. */
export const servicesMachines: readonly Fault[] = [
  sorting('machine-without-sort', 'Ignores sorting rules on one of two machines.', ['SRT-01', 'SRT-02'], () =>
    onOneOfTwo(without('sortingRules', (values) => values.length > 0)),
  ),
  filtering('machine-without-contains', 'Ignores filters with contains on one of two machines.', ['FIL-04'], () =>
    onOneOfTwo(without('queryFilters', (values) => values.some((value) => value.includes('contains')))),
  ),
  filtering('machine-without-filters', 'Ignores filters on one of two machines.', ['FIL-01', 'FIL-02', 'FIL-03'], () =>
    onOneOfTwo(without('queryFilters', (values) => values.length > 0)),
  ),
  paging('machine-default-size', 'Has pages of fifty rows on one of two machines.', ['PAG-01', 'CON-14'], () =>
    onOneOfTwo(withDefault('pageSize', '50')),
  ),
  paging('machine-total-behind', 'Counts two rows fewer on one of two machines.', ['PAG-05', 'CON-14'], () =>
    onOneOfTwo(changeBodies((body) => ({ ...body, totalCount: Math.max(0, Number(body['totalCount']) - 2) }))),
  ),
  schema('machine-without-field', 'Serves rows without an id on one of two machines.', ['CON-02', 'CON-14'], () =>
    onOneOfTwo(
      changeBodies((body) => ({
        ...body,
        items: (body['items'] as Record<string, unknown>[]).map(({ id: _, ...row }) => row),
      })),
    ),
  ),
  http('machine-html-errors', 'Rejects with an HTML page on one of two machines.', ['CON-08'], () =>
    onOneOfTwo(changeReplies(isRejection, (reply) => withBody(reply, htmlPage('Bad Request'), HTML))),
  ),
  auth('machine-without-challenge', 'Rejects keys without WWW-Authenticate on one of two machines.', ['AUTH-07'], () =>
    onOneOfTwo(
      changeReplies(
        ({ status }) => status === 401,
        (reply) => withHeaders(reply, { 'www-authenticate': undefined }),
      ),
    ),
  ),
  auth(
    'machine-knows-revoked',
    'Serves revoked and deleted keys on one of two machines, which keeps keys for itself.',
    ['KEY-06', 'KEY-11'],
    ({ demoKeys }) =>
      onOneOfTwo(
        changeRequests((request) =>
          [demoKeys.revoked, demoKeys.deleted].includes(keyIn(request) ?? '')
            ? withKey(request, demoKeys.active)
            : request,
        ),
      ),
  ),
  auth('machine-says-why', 'Tells of a revoked key on one of two machines.', ['AUTH-06'], ({ demoKeys }) =>
    onOneOfTwo(
      changeReplies(
        (reply, request) => reply.status === 401 && keyIn(request) === demoKeys.revoked,
        (reply) => withHeaders(reply, { 'www-authenticate': 'ApiKey error="revoked"' }),
      ),
    ),
  ),
];
