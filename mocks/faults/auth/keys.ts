import type { Fault } from '../hooks.ts';
import { changeReplies, problem } from '../support/replies.ts';
import { changeRequests, keyIn, withKey } from '../support/requests.ts';

/** Faults of the class auth: which keys are accepted. */
export const authKeys: readonly Fault[] = [
  {
    id: 'any-key',
    class: 'auth',
    sentence: 'Takes any value for a key.',
    clauses: ['AUTH-02'],
    hooks: ({ demoKeys }) => ({
      authenticate: (original) => (request) =>
        keyIn(request) ? (original(request) ?? original(withKey(request, demoKeys.active))) : undefined,
    }),
  },
  {
    id: 'any-key-one-operation',
    class: 'auth',
    sentence: 'Takes any value for a key on one operation.',
    clauses: ['AUTH-02'],
    hooks: ({ demoKeys }) => ({
      authenticate: (original) => (request) =>
        original(request) ??
        (keyIn(request) && request.path === '/initiatives' ? original(withKey(request, demoKeys.active)) : undefined),
    }),
  },
  {
    id: 'prefix-accepted',
    class: 'auth',
    sentence: 'Takes the beginning of a key for the key.',
    clauses: ['AUTH-02'],
    hooks: ({ demoKeys }) => ({
      authenticate: (original) => (request) => {
        const key = keyIn(request) ?? '';
        const begins = key.length >= 8 && demoKeys.active.startsWith(key);
        return original(begins ? withKey(request, demoKeys.active) : request);
      },
    }),
  },
  {
    id: 'extended-accepted',
    class: 'auth',
    sentence: 'Reads as much of a key as it needs and ignores the rest.',
    clauses: ['AUTH-02'],
    hooks: ({ demoKeys }) => ({
      authenticate: (original) => (request) =>
        original(request) ?? original(withKey(request, keyIn(request)?.slice(0, demoKeys.active.length))),
    }),
  },
  {
    id: 'case-ignored',
    class: 'auth',
    sentence: 'Ignores the case of a key.',
    clauses: ['AUTH-02'],
    hooks: ({ demoKeys }) => ({
      authenticate: (original) => (request) => {
        const same = keyIn(request)?.toLowerCase() === demoKeys.active.toLowerCase();
        return original(same ? withKey(request, demoKeys.active) : request);
      },
    }),
  },
  {
    id: 'empty-accepted',
    class: 'auth',
    sentence: 'Takes an empty value for a key.',
    clauses: ['AUTH-02'],
    hooks: ({ demoKeys }) => ({
      authenticate: (original) => (request) =>
        original(keyIn(request) === '' ? withKey(request, demoKeys.active) : request),
    }),
  },
  {
    id: 'key-refused-one-operation',
    class: 'auth',
    sentence: 'Refuses a valid key on one operation.',
    clauses: ['AUTH-03'],
    hooks: ({ demoKeys }) =>
      changeRequests((request) =>
        request.path === '/reviews/categories/overdue' && keyIn(request) === demoKeys.active
          ? withKey(request, 'of another scheme')
          : request,
      ),
  },
  {
    id: 'header-case',
    class: 'auth',
    sentence: "Knows the key's header in lower case alone.",
    clauses: ['AUTH-03'],
    hooks: () =>
      changeRequests((request) =>
        request.rawHeaders.includes('mitp-api-key') ? request : withKey(request, undefined),
      ),
  },
  {
    id: 'key-in-query',
    class: 'auth',
    sentence: 'Takes the key from the query string too.',
    clauses: ['AUTH-04'],
    hooks: () =>
      changeRequests((request) => {
        const query = new URLSearchParams(request.query);
        const key = [...query].find(([name]) => /key/i.test(name))?.[1];
        return keyIn(request) === undefined && key !== undefined ? withKey(request, key) : request;
      }),
  },
  {
    id: 'key-in-cookie',
    class: 'auth',
    sentence: 'Takes the key from a cookie too.',
    clauses: ['AUTH-04'],
    hooks: () =>
      changeRequests((request) => {
        const key = /key=([^;]+)/i.exec(request.headers['cookie'] ?? '')?.[1];
        return keyIn(request) === undefined && key !== undefined ? withKey(request, key) : request;
      }),
  },
  {
    id: 'key-in-authorization',
    class: 'auth',
    sentence: 'Takes the key from Authorization too.',
    clauses: ['AUTH-04'],
    hooks: () =>
      changeRequests((request) => {
        const key =
          /^\S+\s+(\S+)$/.exec(request.headers['authorization'] ?? '')?.[1] ?? request.headers['authorization'];
        return keyIn(request) === undefined && key !== undefined ? withKey(request, key) : request;
      }),
  },
  {
    id: 'first-half-wins',
    class: 'auth',
    sentence: 'Takes the first of two keys in the header.',
    clauses: ['AUTH-09'],
    hooks: () => changeRequests((request) => withKey(request, keyIn(request)?.split(', ')[0])),
  },
  {
    id: 'second-half-wins',
    class: 'auth',
    sentence: 'Takes the last of two keys in the header.',
    clauses: ['AUTH-09'],
    hooks: () => changeRequests((request) => withKey(request, keyIn(request)?.split(', ').at(-1))),
  },
  {
    id: 'long-key-broken',
    class: 'auth',
    sentence: 'Answers 500 to a key of thousands of characters.',
    clauses: ['AUTH-09'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 401 && (keyIn(request) ?? '').length > 1000,
        (reply) => problem(reply, 500, 'Internal Server Error', 'Something went wrong.'),
      ),
  },
  {
    id: 'non-ascii-key-broken',
    class: 'auth',
    sentence: 'Answers 500 to a key with letters outside ASCII.',
    clauses: ['AUTH-09'],
    hooks: () =>
      changeReplies(
        (reply, request) => reply.status === 401 && /[^ -~]/.test(keyIn(request) ?? ''),
        (reply) => problem(reply, 500, 'Internal Server Error', 'Something went wrong.'),
      ),
  },
];
