import type { ServerResponse } from 'node:http';

import type { Reply } from '../types.ts';
import { send } from './http.ts';
import { setImmediate } from '../real-time.ts';

/** A reply, where it goes, and what stands in for it when it cannot be sent: a header that is none, say. */
interface Outgoing {
  readonly response: ServerResponse;
  readonly reply: Reply;
  readonly instead: (error: unknown) => Reply;
}

/** Sends one reply, or what stands in for it; once a part of it is out, its connection is all that can be ended. */
function post({ response, reply, instead }: Outgoing): void {
  try {
    send(response, reply);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else send(response, instead(error));
  }
}

/**
 * Gives what sends replies at the end of the turn of the event loop in which they were made. A write wakes the client that
 * waits for it, which is most of what a small page costs: replies that go out one right after the other wake it once.
 */
export function createWriteBatcher(): (outgoing: Outgoing) => void {
  let waiting: Outgoing[] = [];
  const flush = () => {
    const now = waiting;
    waiting = [];
    for (const outgoing of now) post(outgoing);
  };
  return (outgoing) => {
    if (waiting.push(outgoing) === 1) setImmediate(flush);
  };
}
