import type { Reply } from '../../types.ts';
import type { Fault } from '../hooks.ts';
import { withHeaders, jsonOf, changeReplies } from '../support/replies.ts';

/** Whether an answer is a list without rows on this page. */
const isEmpty = (reply: Reply): boolean => {
  if (reply.status !== 200 || reply.body === null) return false;
  const { items } = jsonOf(reply) as { items?: unknown };
  return Array.isArray(items) && items.length === 0;
};

export const empty204: Fault = {
  id: 'empty-204',
  class: 'http',
  sentence: 'Answers 204 when there is nothing to list.',
  clauses: ['CON-04', 'CON-01', 'PAG-06'],
  hooks: () =>
    changeReplies(isEmpty, (reply) => ({
      ...withHeaders(reply, { 'content-type': undefined, 'content-length': undefined }),
      status: 204,
      body: null,
    })),
};
