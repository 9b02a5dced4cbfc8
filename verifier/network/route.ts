import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { address, connect } from './connect.ts';
import type { Network } from './network.ts';
import type { Proxy } from './proxy.ts';

/** How an HTTP library reaches a target: where it connects, and how its request line begins. */
export interface Route {
  readonly agent: http.Agent;
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  /** Comes before the path, where a proxy wants the whole address (RFC 9112, 3.2.2). */
  readonly prefix: string;
  /** The proxy that reads the request, where there is one. */
  readonly proxy?: Proxy;
}

/** How long a proxy may take to open a tunnel, in milliseconds. */
const TUNNEL_MS = 15_000;

/** Most parallel requests on kept connections. */
const MOST_SOCKETS = 64;

const kept = new WeakMap<Network, Map<string, http.Agent>>();

/**
 * The route to a target.
 * @param warm on connections that are kept; otherwise on a new one
 */
export function routeTo(target: URL, network: Network, warm: boolean): Route {
  const proxy = network.proxyOf(target);
  const isRead = proxy !== undefined && target.protocol === 'http:';
  const next = isRead ? proxy.origin : target;
  return {
    agent: warm ? keptAgent(target, network) : newAgent(target, network, false),
    secure: next.protocol === 'https:',
    ...address(next),
    prefix: isRead ? target.origin : '',
    ...(isRead ? { proxy } : {}),
  };
}

function keptAgent(target: URL, network: Network): http.Agent {
  const agents = kept.get(network) ?? new Map<string, http.Agent>();
  kept.set(network, agents);
  const agent = agents.get(target.origin) ?? newAgent(target, network, true);
  agents.set(target.origin, agent);
  return agent;
}

function newAgent(target: URL, network: Network, keepAlive: boolean): http.Agent {
  const proxy = network.proxyOf(target);
  const options = { keepAlive, maxSockets: MOST_SOCKETS };
  if (target.protocol === 'http:') {
    const { ca } = network.tls;
    return proxy?.origin.protocol === 'https:'
      ? new https.Agent({ ...options, ...(ca ? { ca } : {}) })
      : new http.Agent(options);
  }
  return proxy === undefined
    ? new https.Agent({ ...options, ...network.tls })
    : new TunnelAgent(target, network, options);
}

/** Reaches one https target through a proxy. */
class TunnelAgent extends https.Agent {
  constructor(target: URL, network: Network, options: https.AgentOptions) {
    super(options);
    this.createConnection = ((_: unknown, done: (error: Error | null, socket?: Socket) => void) => {
      connect(target, network, AbortSignal.timeout(TUNNEL_MS)).then(
        (socket) => done(null, socket),
        (error: Error) => done(error),
      );
      // Returns nothing yet: the agent waits for `done`.
      return undefined;
    }) as never;
  }
}
