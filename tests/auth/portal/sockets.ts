import type { Page, WebSocket } from '@playwright/test';

/** Milliseconds that the reply to a message is waited for. */
const REPLY_MS = 8_000;
/** Characters by which messages are told apart. */
const SHAPE = 80;

/** A message that nothing has come back for. */
interface Sent {
  at: number;
  shape: string;
}

/** The messages that a page sends by sockets: some portals read and change their records by nothing else. */
export class Sockets {
  readonly #open = new Map<WebSocket, Sent>();
  /** Kinds of messages that get no reply, such as a sign of life. */
  readonly #oneWay = new Set<string>();
  readonly #now: () => number;

  /** @param now milliseconds of a clock */
  constructor(page: Pick<Page, 'on'>, now = Date.now) {
    this.#now = now;
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => {
        const shape = shapeOf(payload);
        if (!this.#open.has(socket) && !this.#oneWay.has(shape)) this.#open.set(socket, { at: now(), shape });
      });
      socket.on('framereceived', () => this.#open.delete(socket));
      socket.on('close', () => this.#open.delete(socket));
    });
  }

  /** Whether the reply to a message may still come. */
  get isWaiting(): boolean {
    for (const [socket, { at, shape }] of this.#open) {
      if (this.#now() - at < REPLY_MS) return true;
      this.#oneWay.add(shape);
      this.#open.delete(socket);
    }
    return false;
  }
}

/** What messages of a kind have in common: not their numbers and ids. */
function shapeOf(payload: string | Buffer): string {
  return payload
    .toString('latin1' as BufferEncoding)
    .replace(/\w*\d\w*|[^a-z]+/gi, ' ')
    .slice(0, SHAPE);
}
