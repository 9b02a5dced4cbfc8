import { HTML, htmlPage, withBody, withHeaders, withJson } from '../../../../mocks/faults/support/replies.ts';
import { rowsOf, type Make } from './change.ts';

export const total: Make = (_, { passing }, dice) => {
  const how = dice.pick(
    passing ? ['as many as the page has'] : ['one more', 'one less', 'as many as the page has', '0', 'ten more'],
  );
  return rowsOf('change the total', `totalCount is ${how}`, (items, { body: { totalCount } }) => {
    const changed =
      { 'one more': totalCount + 1, 'one less': totalCount - 1, '0': 0, 'ten more': totalCount + 10 }[how] ??
      items.length;
    return changed === totalCount || changed < 0 ? undefined : { totalCount: changed };
  });
};

export const echo: Make = (_, __, dice) => {
  const field = dice.pick(['page', 'pageSize'] as const);
  return rowsOf('change the echo', `${field} is one more than was requested`, (___, { body, requested }) =>
    field === 'pageSize' && requested.pageSize === undefined ? undefined : { [field]: body[field] + 1 },
  );
};

export const bodyGone: Make = (_, __, dice) => {
  const how = dice.pick(['null', 'absent', 'an object']);
  return {
    kind: 'break the envelope',
    words: `items are ${how}`,
    apply: ({ reply, body: { items, ...rest } }) =>
      withJson(reply, how === 'absent' ? rest : { ...rest, items: how === 'null' ? null : { ...items } }),
  };
};

export const status: Make = (_, __, dice) => {
  const code = dice.pick([500, 503, 404, 204, 400, 403, 201, 206, 302]);
  return {
    kind: 'change the status',
    words: `the status is ${code}`,
    apply: ({ reply }) =>
      code === 500 || code === 302
        ? withBody({ ...reply, status: code }, htmlPage('Error'), HTML)
        : code === 204
          ? { ...withBody(reply, ''), status: code, body: null }
          : { ...reply, status: code },
  };
};

export const headers: Make = (_, __, dice) => {
  const [words, change] = dice.pick<[string, Record<string, string | undefined>]>([
    ['Content-Type is text/html', { 'content-type': 'text/html' }],
    ['Content-Type is missing', { 'content-type': undefined }],
    ['Content-Type says Latin 1', { 'content-type': 'application/json; charset=iso-8859-1' }],
    ['Content-Type is text/plain', { 'content-type': 'text/plain; charset=utf-8' }],
    ['Cache-Control is public', { 'cache-control': 'public, max-age=300' }],
    ['Cache-Control is missing', { 'cache-control': undefined }],
    ['Cache-Control lets shared caches keep it', { 'cache-control': 's-maxage=60' }],
  ]);
  return { kind: 'change a header', words, apply: ({ reply }) => withHeaders(reply, change) };
};
