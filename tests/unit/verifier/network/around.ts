import { readFileSync } from 'node:fs';
import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import { connect, type AddressInfo, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';

/** A name that no resolver knows: who gets an answer from it went through the proxy. */
export const HIDDEN = 'api.example.test';

/** The path of a certificate or key of the tests, all signed by `authority.pem` and good for nothing else. */
export const pemFile = (name: string) => fileURLToPath(new URL(`tls/${name}.pem`, import.meta.url));

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

/** An https server, which may want certificates of its clients, while `use` runs. */
export async function secureServer<T>(
  reply: RequestListener,
  { wantsCertificate }: { wantsCertificate: boolean },
  use: (port: number) => Promise<T>,
): Promise<T> {
  const [cert, key, ca] = ['server', 'server-key', 'authority'].map((name) => readFileSync(pemFile(name)));
  const server = https.createServer(
    { cert, key, ca, requestCert: wantsCertificate, rejectUnauthorized: wantsCertificate },
    reply,
  );
  try {
    return await use(await listening(server));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** A plain server while `use` runs. */
export async function plainServer<T>(respond: RequestListener, use: (port: number) => Promise<T>): Promise<T> {
  const server = http.createServer(respond);
  try {
    return await use(await listening(server));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** A forward proxy that reaches {@link HIDDEN} on this machine, wants a name and a password, and notes what it is asked. */
export async function proxy<T>(login: string, use: (port: number, requested: string[]) => Promise<T>): Promise<T> {
  const requests: string[] = [];
  const expected = login === '' ? undefined : `Basic ${Buffer.from(login).toString('base64')}`;
  const server = http.createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    if (request.headers['proxy-authorization'] !== expected) return void response.writeHead(407).end('<html>');
    const url = new URL(request.url ?? '');
    const { 'proxy-authorization': _, ...headers } = request.headers;
    const onward = http.request({ port: url.port, path: url.pathname + url.search, headers }, (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(response);
    });
    request.pipe(onward);
  });
  server.on('connect', (request, socket) => {
    requests.push(`CONNECT ${request.url ?? ''}`);
    if (request.headers['proxy-authorization'] !== expected) return void socket.end('HTTP/1.1 407 Login\r\n\r\n');
    const port = Number((request.url ?? '').split(':')[1]);
    const onward = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 Connected\r\nVia: test\r\n\r\n'));
    socket.pipe(onward).pipe(socket);
    for (const end of [socket, onward]) end.on('error', () => undefined);
  });
  try {
    return await use(await listening(server), requests);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
