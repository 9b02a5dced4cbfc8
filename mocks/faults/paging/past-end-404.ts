import type { Reply } from '../../types.ts';
import type { Fault } from '../hooks.ts';
import { jsonOf, changeReplies, problem } from '../support/replies.ts';
import { valuesOf } from '../support/requests.ts';

/** Whether an answer is a list without rows on this page. */
const isEmpty = (reply: Reply): boolean => {
  if (reply.status !== 200 || reply.body === null) return false;
  const { items } = jsonOf(reply) as { items?: unknown };
  return Array.isArray(items) && items.length === 0;
};

export const pastEnd404: Fault = {
  id: 'past-end-404',
  class: 'paging',
  sentence: 'Answers 404 past the end.',
  clauses: ['PAG-06'],
  hooks: () =>
    changeReplies(
      (reply, request) => reply.status === 200 && Number(valuesOf(request, 'page')[0] ?? 1) > 1 && isEmpty(reply),
      (reply) => problem(reply, 404, 'Not Found', 'There is no such page.'),
    ),
};
