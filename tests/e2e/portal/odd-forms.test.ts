import { expect, test } from '@playwright/test';

import { withMock } from '../../unit/mock/send.ts';

test('A form that no parser reads, and a token of any wrong form, is rejected with 403', async () => {
  await withMock(async (mock) => {
    const forms: [string, string][] = [
      ['multipart/form-data; boundary=', 'x'],
      ['multipart/form-data; boundary=a', '--b'],
      ['application/x-www-form-urlencoded', ''],
      ['application/x-www-form-urlencoded', 'csrf='],
      ['application/x-www-form-urlencoded', 'csrf[]=1&csrf[]=2'],
      ['application/x-www-form-urlencoded', `csrf=${'x'.repeat(5000)}`],
      ['application/x-www-form-urlencoded', '__proto__=1&constructor=2'],
      ['application/x-www-form-urlencoded', 'csrf=%00%ff%zz'],
      ['application/json', '{"csrf":true}'],
      ['text/plain', 'csrf=1'],
    ];
    for (const [type, body] of forms) {
      const response = await fetch(`${mock.portalUrl}/sign-in`, {
        ...{ method: 'POST', redirect: 'manual', body },
        headers: { 'content-type': type },
      });
      expect([type, body.slice(0, 20), response.status]).toEqual([type, body.slice(0, 20), 403]);
    }
  });
});
