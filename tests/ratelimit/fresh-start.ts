import type { Client } from 'autocannon';

/** What of an autocannon client has to begin anew with each connection. */
interface Inside {
  _connect(): void;
  parser: { initialize(type: 'RESPONSE'): void };
  pipelinedRequests: { clear(): void };
}

/**
 * Lets an autocannon client begin anew where a connection has ended. Left alone it keeps the half answer and the question
 * of the one that broke: the next answer is taken for the rest of the last, and every later one is put to the question
 * before its own.
 */
export function startAfresh(client: Client): void {
  const inside = client as unknown as Inside;
  const connect = inside._connect.bind(client);
  inside._connect = () => {
    inside.parser.initialize('RESPONSE');
    inside.pipelinedRequests.clear();
    connect();
  };
}
