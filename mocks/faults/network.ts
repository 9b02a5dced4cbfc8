import { wait } from '../real-time.ts';
import type { Fault } from './hooks.ts';
import { changeSpending } from './support/limits.ts';
import { HTML, changeReplies, htmlPage, problem, withBody, withHeaders } from './support/replies.ts';
import { faultOf } from './support/row.ts';

const fault = faultOf('network');

/** Faults of the class network. */
export const network: readonly Fault[] = [
  fault('slow', 'Responds two seconds late.', [], () => ({
    around: (original) => async (request) => {
      const reply = await original(request);
      await wait(2000);
      return reply;
    },
  })),
  fault('slow-now-and-then', 'Responds to every tenth request three seconds late.', [], () => {
    let count = 0;
    return {
      around: (original) => async (request) => {
        count += 1;
        if (count % 10 === 0) await wait(3000);
        return original(request);
      },
    };
  }),
  fault('flaky-503', 'Returns 503 for every fifth request.', [], () => {
    let count = 0;
    return changeReplies(
      () => (count += 1) % 5 === 0,
      (reply) => withHeaders(problem(reply, 503, 'Service Unavailable', 'Try again.'), { 'retry-after': '1' }),
    );
  }),
  fault('flaky-500', 'Returns 500 for every seventh request.', [], () => {
    let count = 0;
    return changeReplies(
      () => (count += 1) % 7 === 0,
      (reply) => problem(reply, 500, 'Internal Server Error', 'Something went wrong.'),
    );
  }),
  fault('gateway-timeout', 'Returns the 504 page of a gateway for every fourth request.', [], () => {
    let count = 0;
    return changeReplies(
      () => (count += 1) % 4 === 0,
      (reply) => ({
        ...withBody(reply, htmlPage('504 Gateway Time-out', '<hr><center>nginx</center>'), HTML),
        status: 504,
      }),
    );
  }),
  fault('always-503', 'Is down for maintenance: 503 to everything.', [], () =>
    changeReplies(
      () => true,
      (reply) =>
        withHeaders(problem(reply, 503, 'Service Unavailable', 'Down for maintenance.'), { 'retry-after': '120' }),
    ),
  ),
  fault('always-limited', 'Has no budget left for anybody.', [], ({ limit: { windowMs } }) =>
    changeSpending(() => ({ allowed: false, left: 0, waitMs: windowMs })),
  ),
  fault('always-unauthorised', 'Rejects every key.', [], () => ({ authenticate: () => () => undefined })),
  fault('truncated-body', 'Breaks the connection off in the middle of every third response.', [], () => {
    let count = 0;
    return changeReplies(
      () => (count += 1) % 3 === 0,
      (reply) => ({ ...reply, breaksAfter: Math.floor((reply.body?.length ?? 0) / 2) }),
    );
  }),
  fault('connection-reset', 'Closes every third connection without a response.', [], () => {
    let count = 0;
    return changeReplies(
      () => (count += 1) % 3 === 0,
      (reply) => ({ ...reply, breaksAfter: -1 }),
    );
  }),
  fault('malformed-json', 'Breaks the JSON of every third response.', [], () => {
    let count = 0;
    return changeReplies(
      (reply) => reply.status === 200 && (count += 1) % 3 === 0,
      (reply) => withBody(reply, `${reply.body?.toString('utf8').slice(0, -3) ?? ''},,]`),
    );
  }),
  fault('redirect', 'Redirects every request to another address.', [], () =>
    changeReplies(
      () => true,
      (reply, request) => withHeaders({ ...withBody(reply, ''), status: 308 }, { location: `/moved${request.path}` }),
    ),
  ),
];
