import type { Reply } from '../../types.ts';
import type { Fault } from '../hooks.ts';
import { jsonOf, changeReplies, problem } from '../support/replies.ts';

/** Whether an answer is a list without rows on this page. */
const isEmpty = (reply: Reply): boolean => {
  if (reply.status !== 200 || reply.body === null) return false;
  const { items } = jsonOf(reply) as { items?: unknown };
  return Array.isArray(items) && items.length === 0;
};

export const empty404: Fault = {
  id: 'empty-404',
  class: 'http',
  sentence: 'Answers 404 when nothing matches.',
  clauses: ['PAG-06', 'CON-04', 'FIL-01'],
  hooks: () => changeReplies(isEmpty, (reply) => problem(reply, 404, 'Not Found', 'Nothing was found.')),
};
