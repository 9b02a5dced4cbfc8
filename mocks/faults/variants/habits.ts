import type { ApiRequest } from '../../types.ts';
import { changeReplies, withBody } from '../support/replies.ts';
import { changeRequests, keyIn, withKey } from '../support/requests.ts';
import type { FaultHooks } from '../hooks.ts';
import { faultOf } from '../support/row.ts';
import type { Variant } from './variant.ts';

const NAMES = ['page', 'pageSize', 'queryFilters', 'sortingRules'];

/** The request with each part of its query, `name=value`, as `change` has it; undefined takes a part away. */
const changeParts = (change: (name: string, value: string) => string | undefined): FaultHooks =>
  changeRequests((request: ApiRequest) => {
    const parts = request.query === '' ? [] : request.query.split('&');
    const kept = parts.flatMap((part) => {
      const [name = '', ...value] = part.split('=');
      return change(name, value.join('=')) ?? [];
    });
    const query = kept.join('&');
    return query === request.query ? request : { ...request, query };
  });

const withPath = (request: ApiRequest, path: string): ApiRequest =>
  path === request.path ? request : { ...request, path };

const variant = faultOf('variant');

/** ASP.NET Core's defaults: a looser API than the contract, to try a client against. */
export const HABITS: readonly Variant[] = [
  variant('paths-in-any-case', 'Paths are found in any letter case.', [], () =>
    changeRequests((request) => withPath(request, request.path.toLowerCase())),
  ),
  variant('trailing-slash', 'A slash at the end of a path means nothing.', [], () =>
    changeRequests((request) => withPath(request, request.path.replace(/(?<=.)\/$/, ''))),
  ),
  variant('parameters-in-any-case', 'Names of query parameters count in any letter case.', [], () =>
    changeParts(
      (name, value) => `${NAMES.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name}=${value}`,
    ),
  ),
  variant('key-trimmed', 'Blanks of any kind around a key do not count.', ['AUTH-02'], () =>
    changeRequests((request) => withKey(request, keyIn(request)?.trim())),
  ),
  variant('empty-parameters-absent', 'A query parameter without a value is as good as absent.', [], () =>
    changeParts((name, value) => (value === '' ? undefined : `${name}=${value}`)),
  ),
  variant('json-for-any-accept', 'The response is JSON, whatever Accept says.', [], () =>
    changeRequests((request) =>
      /json|\*\/\*/.test(request.headers['accept'] ?? '*/*')
        ? request
        : { ...request, headers: { ...request.headers, accept: '*/*' } },
    ),
  ),
  variant('not-found-without-body', 'A 404 or 405 of the router has no body.', [], () =>
    changeReplies(
      ({ status }) => status === 404 || status === 405,
      (reply) => withBody(reply, ''),
    ),
  ),
];
