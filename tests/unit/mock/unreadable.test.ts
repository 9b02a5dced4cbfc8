import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@playwright/test';

import { startMock } from '../../../mocks/index.ts';

const HOST = 'Host: x\r\n\r\n';

for (const [what, bytes, status, why] of [
  ['TLS', Buffer.from([0x16, 3, 1, 0, 5, 1, 0, 0, 1, 3]), 400, /^A client spoke TLS: .* begins with http:\/\//],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, /^A client spoke HTTP\/2/],
  ['SOCKS', Buffer.from([5, 1, 0]), 400, /SOCKS proxy/],
  [
    'CONNECT',
    `CONNECT host:443 HTTP/1.1\r\n${HOST}`,
    405,
    /^CONNECT host:443 \(405\): .* takes this mock for its proxy/,
  ],
  ['another Expect', `GET / HTTP/1.1\r\nExpect: \u00e4 me\r\n${HOST}`, 417, /^Expect: .* me \(417\)/],
  ['broken syntax', 'no request\r\n\r\n', 400, /^What came is no HTTP\/1\.1 request: .* \(400\)$/],
] as const) {
  test(`${what} does not become a request, and the mock says why`, async () => {
    const told: string[] = [];
    await using mock = await startMock({ size: 'empty', onUnreadable: (why) => told.push(why) });
    const socket = connect(Number(new URL(mock.url).port), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
    await once(socket, 'end');
    socket.destroy();
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(told).toEqual([expect.stringMatching(why)]);
    expect(mock.journal()).toEqual([]);
  });
}
