import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { changeRequests, keyIn, withKey } from '../support/requests.ts';
import { faultOf } from '../support/row.ts';

const fault = faultOf('auth');

/** Faults of the class auth: which keys are accepted. */
export const authKeys: readonly Fault[] = [
  fault('any-key', 'Takes any value for a key.', ['AUTH-02'], ({ demoKeys }) => ({
    authenticate: (original) => (request) =>
      keyIn(request) ? (original(request) ?? original(withKey(request, demoKeys.active))) : undefined,
  })),
  fault('any-key-one-operation', 'Takes any value for a key on one operation.', ['AUTH-02'], ({ demoKeys }) => ({
    authenticate: (original) => (request) =>
      original(request) ??
      (keyIn(request) && request.path === '/initiatives' ? original(withKey(request, demoKeys.active)) : undefined),
  })),
  fault('prefix-accepted', 'Takes the beginning of a key for the key.', ['AUTH-02'], ({ demoKeys }) => ({
    authenticate: (original) => (request) => {
      const key = keyIn(request) ?? '';
      const begins = key.length >= 8 && demoKeys.active.startsWith(key);
      return original(begins ? withKey(request, demoKeys.active) : request);
    },
  })),
  fault(
    'extended-accepted',
    'Reads as much of a key as it needs and ignores the rest.',
    ['AUTH-02'],
    ({ demoKeys }) => ({
      authenticate: (original) => (request) =>
        original(request) ?? original(withKey(request, keyIn(request)?.slice(0, demoKeys.active.length))),
    }),
  ),
  fault('case-ignored', 'Ignores the case of a key.', ['AUTH-02'], ({ demoKeys }) => ({
    authenticate: (original) => (request) => {
      const same = keyIn(request)?.toLowerCase() === demoKeys.active.toLowerCase();
      return original(same ? withKey(request, demoKeys.active) : request);
    },
  })),
  fault('empty-accepted', 'Takes an empty value for a key.', ['AUTH-02'], ({ demoKeys }) => ({
    authenticate: (original) => (request) =>
      original(keyIn(request) === '' ? withKey(request, demoKeys.active) : request),
  })),
  fault('key-refused-one-operation', 'Rejects a valid key on one operation.', ['AUTH-03'], ({ demoKeys }) =>
    changeRequests((request) =>
      request.path === '/reviews/categories/overdue' && keyIn(request) === demoKeys.active
        ? withKey(request, 'of another scheme')
        : request,
    ),
  ),
  fault(
    'second-key-refused',
    'Rejects all keys of a provider but one, on one operation.',
    ['AUTH-03'],
    ({ demoKeys }) =>
      changeRequests((request) =>
        request.path === '/findings' && keyIn(request) === demoKeys.sibling
          ? withKey(request, 'of another scheme')
          : request,
      ),
  ),
  fault('header-case', "Knows the key's header in lower case alone.", ['AUTH-03'], () =>
    changeRequests((request) => (request.rawHeaders.includes('mitp-api-key') ? request : withKey(request, undefined))),
  ),
  fault('key-in-query', 'Takes the key from the query string too.', ['AUTH-04'], () =>
    changeRequests((request) => {
      const query = new URLSearchParams(request.query);
      const key = [...query].find(([name]) => /key/i.test(name))?.[1];
      return keyIn(request) === undefined && key !== undefined ? withKey(request, key) : request;
    }),
  ),
  fault('key-in-basic', 'Takes the key from the password of Basic authentication too.', ['AUTH-04'], () =>
    changeRequests((request) => {
      const [, given = ''] = /^basic (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
      const [, password] = /^[^:]*:(.+)$/.exec(Buffer.from(given, 'base64').toString()) ?? [];
      return password === undefined ? request : withKey(request, password);
    }),
  ),
  fault('key-in-cookie', 'Takes the key from a cookie too.', ['AUTH-04'], () =>
    changeRequests((request) => {
      const key = /key=([^;]+)/i.exec(request.headers['cookie'] ?? '')?.[1];
      return keyIn(request) === undefined && key !== undefined ? withKey(request, key) : request;
    }),
  ),
  fault('key-in-authorization', 'Takes the key from Authorization too.', ['AUTH-04'], () =>
    changeRequests((request) => {
      const key = /^\S+\s+(\S+)$/.exec(request.headers['authorization'] ?? '')?.[1] ?? request.headers['authorization'];
      return keyIn(request) === undefined && key !== undefined ? withKey(request, key) : request;
    }),
  ),
  fault('first-half-wins', 'Takes the first of two keys in the header.', ['AUTH-09'], () =>
    changeRequests((request) => withKey(request, keyIn(request)?.split(', ')[0])),
  ),
  fault('second-half-wins', 'Takes the last of two keys in the header.', ['AUTH-09'], () =>
    changeRequests((request) => withKey(request, keyIn(request)?.split(', ').at(-1))),
  ),
  fault('long-key-broken', 'Returns 500 for a key of thousands of characters.', ['AUTH-09'], () =>
    changeReplies(
      (reply, request) => reply.status === 401 && (keyIn(request) ?? '').length > 1000,
      (reply) => problem(reply, 500, 'Internal Server Error', 'Something went wrong.'),
    ),
  ),
  fault('non-ascii-key-broken', 'Returns 500 for a key with letters outside ASCII.', ['AUTH-09'], () =>
    changeReplies(
      (reply, request) => reply.status === 401 && /[^ -~]/.test(keyIn(request) ?? ''),
      (reply) => problem(reply, 500, 'Internal Server Error', 'Something went wrong.'),
    ),
  ),
];
