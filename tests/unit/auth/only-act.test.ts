import { expect, test } from '@playwright/test';
import { portalNames } from '../../auth/portal/names.ts';
import { onlyAct } from '../../auth/portal/only-act.ts';

const says = (texts: readonly string[], act: RegExp) => texts.map((text) => onlyAct(act).test(text));

test('A control says an act and words about one key, or more than that', () => {
  const { revoke, delete: remove } = portalNames();
  const one = [
    'Revoke',
    'revoke key',
    '\u2298 Revoke this API key',
    'Revoke selected (1)',
    'RevokeRevoke key',
    '\ue872',
    '',
  ];
  expect(says(one, revoke)).toEqual(one.map(() => true));
  const more = [
    'Revoke all',
    'Revoke all API keys',
    'Revoke everything',
    'Tenant: revoke',
    'Revoked',
    'Revoke others',
    'Revoke akey',
  ];
  expect(says(more, revoke)).toEqual(more.map(() => false));
  expect(says(['-', '\u2212', 'Delete token', '\u{1f5d1} Delete'], remove)).toEqual([true, true, true, true]);
  expect(says(['Delete account', 'Delete workspace', 'Delete company'], remove)).toEqual([false, false, false]);
});

test('A name from elsewhere says what is no word about a key in its language', () => {
  expect(says(['Widerrufen', 'Alle widerrufen', '\u00dcbrige widerrufen'], /widerrufen/i)).toEqual([
    true,
    false,
    false,
  ]);
  expect(
    says(['\u53d6\u308a\u6d88\u3059', '\u3059\u3079\u3066\u53d6\u308a\u6d88\u3059'], /\u53d6\u308a\u6d88\u3059/),
  ).toEqual([true, false]);
  expect(says(['API-Schl\u00fcssel widerrufen'], /API\-Schl\u00fcssel widerrufen/i)).toEqual([true]);
});
