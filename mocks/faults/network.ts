import { wait } from '../real-time.ts';
import type { Fault } from './hooks.ts';
import { changeSpending } from './support/limits.ts';
import { HTML, changeReplies, htmlPage, problem, withBody, withHeaders } from './support/replies.ts';

const slow: Fault = {
  id: 'slow',
  class: 'network',
  sentence: 'Answers two seconds late.',
  clauses: [],
  hooks: () => ({
    around: (original) => async (request) => {
      const reply = await original(request);
      await wait(2000);
      return reply;
    },
  }),
};

/** Faults of the class network. */
export const network: readonly Fault[] = [
  slow,
  {
    id: 'slow-now-and-then',
    class: 'network',
    sentence: 'Answers every tenth request three seconds late.',
    clauses: [],
    hooks: () => {
      let count = 0;
      return {
        around: (original) => async (request) => {
          count += 1;
          if (count % 10 === 0) await wait(3000);
          return original(request);
        },
      };
    },
  },
  {
    id: 'flaky-503',
    class: 'network',
    sentence: 'Answers every fifth request with 503.',
    clauses: [],
    hooks: () => {
      let count = 0;
      return changeReplies(
        () => (count += 1) % 5 === 0,
        (reply) => withHeaders(problem(reply, 503, 'Service Unavailable', 'Try again.'), { 'retry-after': '1' }),
      );
    },
  },
  {
    id: 'flaky-500',
    class: 'network',
    sentence: 'Answers every seventh request with 500.',
    clauses: [],
    hooks: () => {
      let count = 0;
      return changeReplies(
        () => (count += 1) % 7 === 0,
        (reply) => problem(reply, 500, 'Internal Server Error', 'Something went wrong.'),
      );
    },
  },
  {
    id: 'gateway-timeout',
    class: 'network',
    sentence: 'Answers every fourth request with the 504 page of a gateway.',
    clauses: [],
    hooks: () => {
      let count = 0;
      return changeReplies(
        () => (count += 1) % 4 === 0,
        (reply) => ({
          ...withBody(reply, htmlPage('504 Gateway Time-out', '<hr><center>nginx</center>'), HTML),
          status: 504,
        }),
      );
    },
  },
  {
    id: 'always-503',
    class: 'network',
    sentence: 'Is down for maintenance: 503 to everything.',
    clauses: [],
    hooks: () =>
      changeReplies(
        () => true,
        (reply) =>
          withHeaders(problem(reply, 503, 'Service Unavailable', 'Down for maintenance.'), { 'retry-after': '120' }),
      ),
  },
  {
    id: 'always-limited',
    class: 'network',
    sentence: 'Has no budget left for anybody.',
    clauses: [],
    hooks: ({ limit: { windowMs } }) => changeSpending(() => ({ allowed: false, left: 0, waitMs: windowMs })),
  },
  {
    id: 'always-unauthorised',
    class: 'network',
    sentence: 'Refuses every key.',
    clauses: [],
    hooks: () => ({ authenticate: () => () => undefined }),
  },
  {
    id: 'truncated-body',
    class: 'network',
    sentence: 'Breaks the connection off in the middle of every third answer.',
    clauses: [],
    hooks: () => {
      let count = 0;
      return changeReplies(
        () => (count += 1) % 3 === 0,
        (reply) => ({ ...reply, breaksAfter: Math.floor((reply.body?.length ?? 0) / 2) }),
      );
    },
  },
  {
    id: 'connection-reset',
    class: 'network',
    sentence: 'Closes every third connection without an answer.',
    clauses: [],
    hooks: () => {
      let count = 0;
      return changeReplies(
        () => (count += 1) % 3 === 0,
        (reply) => ({ ...reply, breaksAfter: -1 }),
      );
    },
  },
  {
    id: 'malformed-json',
    class: 'network',
    sentence: 'Breaks the JSON of every third answer.',
    clauses: [],
    hooks: () => {
      let count = 0;
      return changeReplies(
        (reply) => reply.status === 200 && (count += 1) % 3 === 0,
        (reply) => withBody(reply, `${reply.body?.toString('utf8').slice(0, -3) ?? ''},,]`),
      );
    },
  },
  {
    id: 'redirect',
    class: 'network',
    sentence: 'Redirects every request to another address.',
    clauses: [],
    hooks: () =>
      changeReplies(
        () => true,
        (reply, request) => withHeaders({ ...withBody(reply, ''), status: 308 }, { location: `/moved${request.path}` }),
      ),
  },
];
