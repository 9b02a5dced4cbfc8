import { Hono } from 'hono';

import { KeyError, type IssuedKey } from '../../keys/keys.ts';
import type { Portal, PortalContext, PortalEnv } from './env.ts';
import { field } from './forms.ts';
import { checkName } from './key-name.ts';
import { PATHS } from './paths.ts';
import type { Person } from './people.ts';
import { show } from './respond.ts';
import { newFormId, type Notice } from './session.ts';

const rejected = (text: string, key?: string): Notice => ({ kind: 'refused', text, ...(key !== undefined && { key }) });
const done = (key: string, text: string): Notice => ({ kind: 'done', key, text });

const GONE = rejected('This API key does not exist any more: somebody has deleted it.');
const ONCE = rejected('That form was sent already. Its API key was shown then, once; it cannot be shown again.');

/** The API Keys tab, for administrators: everything in it is theirs or their colleagues', of one provider (KEY-16). */
export function apiKeyRoutes({ state, sessions, behaviour }: Portal): Hono<PortalEnv> {
  const providerOf = (c: PortalContext) => (c.var.person as Person).provider.id;
  const listOf = (c: PortalContext) => state.keys.list(providerOf(c));
  const find = (c: PortalContext) => state.keys.find(providerOf(c), c.req.param('id') ?? '');
  const listModel = (c: PortalContext, notice: Notice | null) => ({
    keys: listOf(c).map((key) => ({ ...key, mask: behaviour().mask(key) })),
    requests: { revoke: behaviour().confirms('revoke'), delete: behaviour().confirms('delete') },
    formId: newFormId(),
    notice,
  });
  const rejectWith = (c: PortalContext, notice: Notice, status: 404 | 409) =>
    show(c, 'keyList', listModel(c, notice), status);
  const backToList = (c: PortalContext, notice: Notice) => {
    sessions.leaveNotice(c.var.session, notice);
    return c.redirect(PATHS.apiKeys, 303);
  };
  /** The only response that holds a value: never redirected to, never stored (KEY-03, KEY-04). */
  const issue = (c: PortalContext, { record, value }: IssuedKey, how: 'generated' | 'regenerated') =>
    show(c, 'issuedKey', { name: record.name, value, how });

  return new Hono<PortalEnv>()
    .get('/', (c) => show(c, 'keyList', listModel(c, sessions.takeNotice(c.var.session))))
    .get('/new', (c) => show(c, 'newKey', { formId: newFormId() }))
    .post('/new', async (c) => {
      const [name, form] = [await field(c, 'name'), await field(c, 'form')];
      try {
        checkName(name, listOf(c));
        if (!sessions.spend(c.var.session, form)) return backToList(c, ONCE);
        return await issue(c, state.keys.generate(providerOf(c), name), 'generated');
      } catch (error) {
        if (!(error instanceof KeyError)) throw error;
        return show(c, 'newKey', { formId: newFormId(), name, problem: error.message }, 422);
      }
    })
    .get('/:id/:action{revoke|delete}', (c) => {
      const key = find(c);
      if (!key) return rejectWith(c, GONE, 404);
      const action = c.req.param('action') as 'revoke' | 'delete';
      if (action === 'revoke' && key.status === 'revoked')
        return rejectWith(c, rejected('is revoked already.', key.name), 409);
      return show(c, 'confirm', { ...listModel(c, null), key, action, cancelKeeps: behaviour().cancelKeeps(action) });
    })
    .post('/:id/revoke', (c) => {
      const key = find(c);
      if (!key) return rejectWith(c, GONE, 404);
      if (key.status === 'revoked') return backToList(c, done(key.name, 'was revoked already.'));
      state.keys.revoke(providerOf(c), key.id);
      return backToList(c, done(key.name, 'is revoked. Its value will never work again.'));
    })
    .post('/:id/delete', (c) => {
      const key = find(c);
      if (!key) return rejectWith(c, GONE, 404);
      state.keys.delete(providerOf(c), key.id);
      return backToList(c, done(key.name, 'is deleted.'));
    })
    .get('/:id/regenerate', (c) => c.redirect(PATHS.apiKeys, 303))
    .post('/:id/regenerate', async (c) => {
      const form = await field(c, 'form');
      // Nothing is awaited between looking and acting: of two people at once, one regenerates and the other sees a message.
      const key = find(c);
      if (!key) return rejectWith(c, GONE, 404);
      if (!sessions.spend(c.var.session, form)) return backToList(c, ONCE);
      if (key.status === 'active') {
        const why = 'has a value: somebody has regenerated it. Revoke it first to replace that.';
        return rejectWith(c, rejected(why, key.name), 409);
      }
      return issue(c, state.keys.regenerate(providerOf(c), key.id), 'regenerated');
    });
}
