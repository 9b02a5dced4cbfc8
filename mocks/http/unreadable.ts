import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

import { hideKeys } from '../keys/key-value.ts';
import { endAndDrain } from './last-words.ts';

/** An error of Node's parser, with what had come. */
type ParseError = NodeJS.ErrnoException & { readonly rawPacket?: Buffer; readonly reason?: string };

const isTls = (bytes: Buffer) => bytes[0] === 0x16 && bytes[1] === 3;
const isSocks = (bytes: Buffer) => (bytes[0] === 5 || bytes[0] === 4) && bytes.length < 64;

const STATUSES: Readonly<Record<string, readonly [status: number, title: string, why: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'Address and headers are too long.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'A request did not come whole in time.'],
};

/** What a client did whose bytes are no request, and what to change. */
function reasonOf({ rawPacket = Buffer.alloc(0), reason, message }: ParseError): string {
  if (isTls(rawPacket)) return 'A client spoke TLS: the address of this mock begins with http://, not https://.';
  if (isSocks(rawPacket)) return 'A client takes this mock for a SOCKS proxy. Give it as the address of the API.';
  if (rawPacket.toString('latin1', 0, 14) === 'PRI * HTTP/2.0')
    return 'A client spoke HTTP/2 without asking: have it use HTTP/1.1.';
  return `What came is no HTTP/1.1 request: ${reason ?? message}.`;
}

/** Why bytes did not become a request, and the status that says so. */
export function unreadable(error: ParseError): { status: number; title: string; why: string } {
  const [status, title, why] = STATUSES[error.code ?? ''] ?? [400, 'Bad Request', reasonOf(error)];
  return { status, title, why };
}

/** Text of a client as it may stand in a log. */
const shown = (text = '') =>
  hideKeys(text)
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, 100);

/** A whole response for a connection that Node has given up. */
export function lastResponse(status: number, title: string, headers = ''): string {
  const body = JSON.stringify({ type: 'about:blank', title, status });
  const head = `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json; charset=utf-8\r\n${headers}`;
  return `${head}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
}

/** Responds to requests that Node keeps from its listeners, and tells of them. */
export function respondToOddRequests(server: Server, tell: (why: string) => void): Server {
  return server
    .on('connect', ({ url }: IncomingMessage, socket: Duplex) => {
      tell(`CONNECT ${shown(url)} (405): a client takes this mock for its proxy. Give it as the address of the API.`);
      endAndDrain(socket, lastResponse(405, 'Method Not Allowed', 'Allow: GET, HEAD, OPTIONS\r\n'));
    })
    .on('checkExpectation', ({ headers }, response) => {
      tell(`Expect: ${shown(headers.expect)} (417): 100-continue alone is understood.`);
      response.writeHead(417, { connection: 'close', 'content-length': '0' }).end();
    });
}
