import { expect, test } from '@playwright/test';
import { environmentSecrets, redactor } from '../../../../spec/redact.ts';
import type { RequestSpec } from '../../../../verifier/exchange.ts';
import { canTrust } from '../../../../verifier/network/authorities.ts';
import { launchThrough } from '../../../../verifier/network/browser.ts';
import { readNetwork, USER_AGENT, type Network } from '../../../../verifier/network/network.ts';
import { proxiesFrom } from '../../../../verifier/network/proxy.ts';
import { connectionProblem, gatewayProblem } from '../../../../verifier/network/trouble.ts';
import { Secrets } from '../../../../verifier/secrets.ts';
import { acquireBrowser } from '../../../../verifier/shared-browser.ts';
import { send } from '../../../../verifier/transport.ts';
import { HIDDEN, pemFile, plainServer, proxy, secureServer } from './around.ts';

const KEY = 'k3yVaLu3ThatMustNotShow';
const WAYS = [undefined, 'socket'] as const;

/** What came of one request under this environment: the status and text, or why nothing came. */
async function requested(origin: string, env: Record<string, string>, via?: 'socket' | 'plain-http', withKey = true) {
  const headers: Record<string, string> = withKey ? { 'mitp-api-key': '{{active}}' } : {};
  const request: RequestSpec = { method: 'GET', target: '/clients?page=1', headers, ...(via ? { via } : {}) };
  const secrets = new Secrets({ active: KEY });
  const result = await send(`${origin}/public-api/v1`, request, secrets, {
    network: readNetwork(env),
    newConnection: true,
  });
  return 'error' in result ? result.error : `${result.response.status} ${result.response.text}`;
}

const TRUSTED = { NODE_EXTRA_CA_CERTS: pemFile('authority') };
const CLIENT = { MITP_CLIENT_CERT: pemFile('client'), MITP_CLIENT_KEY: pemFile('client-key') };

for (const via of WAYS) {
  const how = via ?? 'library';

  test(`a request by ${how} goes through the proxy, which resolves the name and is told the password`, async () => {
    await plainServer(
      (request, response) => response.end(`${request.headers.host} ${request.url} ${request.headers['user-agent']}`),
      (port) =>
        proxy('joe:p@ss', async (at, log) => {
          const env = { HTTP_PROXY: `http://joe:p%40ss@127.0.0.1:${at}` };
          const host = `${HIDDEN}:${port}`;
          expect(await requested(`http://${host}`, env, via)).toBe(
            `200 ${host} /public-api/v1/clients?page=1 ${USER_AGENT}`,
          );
          expect(log).toEqual([`GET http://${host}/public-api/v1/clients?page=1`]);
        }),
    );
  });

  test(`a secure request by ${how} goes through a tunnel, by a trusted authority, with our certificate`, async () => {
    await secureServer(
      (request, response) => response.end(request.url),
      { wantsCertificate: true },
      (port) =>
        proxy('', async (at, log) => {
          const env = { ...TRUSTED, ...CLIENT, https_proxy: `127.0.0.1:${at}` };
          expect(await requested(`https://${HIDDEN}:${port}`, env, via)).toBe('200 /public-api/v1/clients?page=1');
          expect(log).toEqual([`CONNECT ${HIDDEN}:${port}`]);
        }),
    );
  });

  test(`what keeps a request by ${how} from its target says which variable mends it`, async () => {
    await secureServer(
      (_, response) => response.end(),
      { wantsCertificate: true },
      async (port) => {
        const origin = `https://127.0.0.1:${port}`;
        const said = async (env: Record<string, string>) =>
          connectionProblem(origin, await requested(origin, env, via));
        expect(await said({})).toContain('is not trusted here');
        expect(await said({})).toContain('NODE_EXTRA_CA_CERTS');
        expect(await said(TRUSTED)).toContain('it wants a client certificate: set MITP_CLIENT_CERT');
        expect(await said({ HTTPS_PROXY: 'http://127.0.0.1:9' })).toContain(
          'the proxy http://127.0.0.1:9 (HTTPS_PROXY)',
        );
        await proxy('joe:secret', async (at) => {
          const line = await said({ HTTPS_PROXY: `http://joe:wrong@127.0.0.1:${at}` });
          expect(line).toContain('wants a name and a password (407)');
          expect(line).not.toContain('wrong');
        });
        const plain = origin.replace('https', 'http');
        expect(connectionProblem(plain, await requested(plain, {}, via))).toMatch(
          /has to begin with https:\/\/|closed|socket hang up/,
        );
      },
    );
  });

  test(`headers for a gateway go with each request by ${how}, and never over plain HTTP in the place of https`, async () => {
    await plainServer(
      (request, response) => response.end(String(request.headers['x-gateway'])),
      async (port) => {
        const env = { MITP_EXTRA_HEADERS: 'X-Gateway: 0p3nS3same\nX-Other: b' };
        expect(await requested(`http://127.0.0.1:${port}`, env, via)).toBe('200 0p3nS3same');
        expect(await requested(`https://127.0.0.1:${port}`, env, 'plain-http', false)).toBe('200 undefined');
      },
    );
  });
}

const RESPONSES: readonly [status: number, type: string, text: string, problem: string | undefined][] = [
  [
    403,
    'text/html',
    '<html>Access denied</html>',
    'responded 403 with an HTML page, by cloudflare: a gateway or firewall',
  ],
  [403, 'text/plain', 'RBAC: access denied', 'responded 403 with plain text, by cloudflare: a gateway or firewall'],
  [403, 'application/problem+json', '{"status":403}', undefined],
  [403, '', '', undefined],
  [401, 'text/html', '<html>', 'a gateway before the API wants a sign-in of its own (set MITP_EXTRA_HEADERS)'],
  [401, 'application/json', '{}', undefined],
  [400, 'text/html', '<title>400 No required SSL certificate was sent', 'wants a client certificate'],
  [407, 'text/html', '<html>', 'a proxy before it wants a name and a password'],
];

for (const [status, type, text, problem] of RESPONSES) {
  test(`an answer ${status} of ${type || 'no type'} is ${problem ? 'a gateway’s' : 'the API’s'} (${text || 'empty'})`, () => {
    const said = gatewayProblem('https://host/x', {
      status,
      headers: { 'content-type': [type], server: ['cloudflare'] },
      text,
    });
    if (problem === undefined) expect(said).toBeUndefined();
    else expect(said).toContain(problem);
  });
}

const EXCEPTIONS: readonly [noProxy: string, url: string, direct: boolean][] = [
  ['', 'http://host.example/', false],
  ['*', 'http://host.example/', true],
  ['host.example', 'http://host.example/', true],
  ['example', 'https://a.b.example/', true],
  ['.example', 'https://a.b.example/', true],
  ['*.example', 'https://a.b.example/', true],
  ['ample', 'https://b.example/', false],
  ['Other.Example, host.EXAMPLE', 'http://host.example/', true],
  ['host.example:8080', 'http://host.example/', false],
  ['host.example:80', 'http://host.example/', true],
  ['10.0.0.0/8', 'http://10.1.2.3/', true],
  ['10.0.0.0/8', 'http://11.1.2.3/', false],
  ['127.0.0.1', 'http://127.0.0.1:99/', true],
  ['[::1]', 'http://[::1]:99/', true],
  ['fd00::/8', 'http://[fd12::1]/', true],
];

for (const [noProxy, url, direct] of EXCEPTIONS) {
  test(`NO_PROXY "${noProxy}" ${direct ? 'keeps' : 'does not keep'} ${url} from the proxy`, () => {
    const proxyOf = proxiesFrom({ ALL_PROXY: 'http://proxy.example:3128', NO_PROXY: noProxy });
    expect(proxyOf(new URL(url)) === undefined).toBe(direct);
  });
}

const WRONG: readonly [env: Record<string, string>, message: string][] = [
  [{ HTTPS_PROXY: 'socks5://127.0.0.1:1080' }, 'HTTPS_PROXY names a proxy of the kind socks5:'],
  [{ http_proxy: 'http://' }, 'http_proxy is no address'],
  [{ MITP_CLIENT_CERT: 'nowhere.pem' }, 'MITP_CLIENT_CERT names nowhere.pem, which does not exist'],
  [{ MITP_CLIENT_KEY: pemFile('client-key') }, 'MITP_CLIENT_KEY is set and MITP_CLIENT_CERT is not'],
  [{ ...CLIENT, MITP_CLIENT_KEY: '/no/such.pem' }, 'MITP_CLIENT_KEY names /no/such.pem'],
  [{ ...CLIENT, MITP_CLIENT_KEY: pemFile('server-key') }, 'MITP_CLIENT_CERT and MITP_CLIENT_KEY cannot be used'],
  [{ NODE_EXTRA_CA_CERTS: 'nowhere.pem' }, 'NODE_EXTRA_CA_CERTS names nowhere.pem, which does not exist'],
  [{ MITP_EXTRA_HEADERS: 'S3cretWithoutName' }, 'MITP_EXTRA_HEADERS must be lines such as'],
  [{ MITP_EXTRA_HEADERS: '{"X-A": S3cret' }, 'MITP_EXTRA_HEADERS must be lines such as'],
  [{ MITP_EXTRA_HEADERS: 'MITP-API-KEY: S3cret' }, 'MITP_EXTRA_HEADERS has MITP-API-KEY in it'],
];

for (const [at, [env, message]] of WRONG.entries()) {
  test(`${message} is a mistake that names the variable and shows no secret (${at + 1})`, () => {
    expect(() => readNetwork(env)).toThrow(message);
    expect(() => readNetwork(env)).not.toThrow('S3cret');
  });
}

test('what a gateway or a proxy wants is a secret wherever a text is shown', () => {
  const hide = redactor(
    environmentSecrets({
      MITP_EXTRA_HEADERS: 'X-Gateway: 0p3nS3same\nAuthorization: Bearer t0k3nt0k3n',
      HTTPS_PROXY: 'http://joe:pa55word@proxy.example:3128',
      MITP_API_KEY: ' k3yVaLu3 ',
    }),
  );
  const text = hide('0p3nS3same, Bearer t0k3nt0k3n, t0k3nt0k3n, pa55word, k3yVaLu3');
  for (const secret of ['0p3nS3same', 't0k3nt0k3n', 'pa55word', 'k3yVaLu3']) expect(text).not.toContain(secret);
});

test('the browser trusts NODE_EXTRA_CA_CERTS where certutil is installed, and no other certificate', async () => {
  test.skip(!canTrust(process.env), 'certutil is not installed here');
  const statusWith = (port: number, env: Record<string, string>) =>
    secureBrowser(`https://127.0.0.1:${port}/`, readNetwork(env));
  await secureServer(
    (_, response) => response.end('portal'),
    { wantsCertificate: false },
    async (port) => {
      expect(await statusWith(port, TRUSTED)).toBe(200);
      expect(await statusWith(port, {})).toContain('ERR_CERT_AUTHORITY_INVALID');
      expect(await statusWith(port, { NODE_EXTRA_CA_CERTS: pemFile('client') })).toContain(
        'ERR_CERT_AUTHORITY_INVALID',
      );
    },
  );
});

/** What a browser that was started for this network gets from an address: a status, or why there is none. */
async function secureBrowser(url: string, network: Network): Promise<number | string | undefined> {
  const acquired = await acquireBrowser(launchThrough(network, [url]));
  try {
    const page = await acquired!.browser.newPage();
    return await page.goto(url).then(
      (response) => response?.status(),
      (error: unknown) => String(error),
    );
  } finally {
    await acquired?.release();
  }
}
