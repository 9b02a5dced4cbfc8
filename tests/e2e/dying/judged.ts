import { readFileSync } from 'node:fs';

import { startMock } from '../../../mocks/index.ts';
import { exitCode } from '../../../reports/exit-code.ts';
import { asset } from '../../../spec/asset.ts';
import { CATALOGUE } from '../../catalogue.ts';
import { readConfig } from '../../../verifier/config.ts';
import { judge, TargetError, type JudgeOptions } from '../../../verifier/judge.ts';
import { dyingServer, type Kind } from './dying-server.ts';

/** How a run against a dying target ended. */
export interface Ended {
  readonly code: 0 | 1 | 2;
  readonly errors: readonly string[];
  readonly failed: readonly string[];
  readonly reasons: readonly string[];
  readonly tried: number;
  readonly seconds: number;
  /** Requests that were sent to it after its death. */
  readonly unanswered: number;
}

/** When a target dies: after so many requests, or after so many to the portal. */
export type Moment = number | { readonly inPortal: number };

function dying(moment: Moment): (before: number, message: { readonly url?: string | undefined }) => boolean {
  if (typeof moment === 'number') return (before) => before >= moment;
  let pages = 0;
  return (_, { url = '' }) => {
    if (url.startsWith('/portal')) pages += 1;
    return pages > moment.inPortal;
  };
}

const pem = (name: string) => readFileSync(asset(`tests/unit/verifier/network/tls/${name}.pem`));
const AUTHORITY = asset('tests/unit/verifier/network/tls/authority.pem');

/**
 * Judges a healthy mock that dies, with a window of two seconds.
 * @param kind how it dies; `tls`: it shows a certificate that nobody trusts
 */
export async function judgedWhileDying(
  kind: Kind | 'tls',
  moment: Moment,
  options: Partial<JudgeOptions> = {},
): Promise<Ended> {
  const mock = await startMock({ size: 'small', rateWindowSeconds: 2 });
  const certificates = {
    trusted: { cert: pem('server'), key: pem('server-key') },
    strange: { cert: pem('client'), key: pem('client-key') },
  };
  const server =
    kind === 'tls'
      ? await dyingServer(mock.url, 'reset', dying(moment), certificates)
      : await dyingServer(mock.url, kind, dying(moment));
  const began = performance.now();
  try {
    const env = {
      MITP_BASE_URL: `${server.url}/public-api/v1`,
      MITP_API_KEY: mock.keys.active,
      MITP_SIBLING_API_KEY: mock.keys.sibling,
      MITP_FOREIGN_API_KEY: mock.keys.foreign,
      MITP_RATE_WINDOW_SECONDS: '2',
      ...(kind === 'tls' ? { NODE_EXTRA_CA_CERTS: AUTHORITY } : {}),
      ...(typeof moment === 'number'
        ? {}
        : {
            MITP_PORTAL_URL: `${server.url}/portal`,
            MITP_PORTAL_USERNAME: 'admin@northwind-managed-it.example',
            MITP_PORTAL_PASSWORD: 'demo',
          }),
    };
    const config = readConfig(env);
    if (config === null) throw new Error('a target is configured');
    const record = await judge(config, { ...CATALOGUE, preflight: true, ...options }).catch((error: unknown) => {
      if (error instanceof TargetError) return error.record;
      throw error;
    });
    const { pass, warn, fail } = record.totals;
    return {
      code: exitCode(record),
      errors: record.errors,
      failed: record.clauses
        .filter(({ verdict }) => verdict === 'fail')
        .map(({ id, findings }) => `${id} ${findings[0]?.want ?? ''} / ${findings[0]?.got ?? ''}`),
      reasons: record.clauses
        .filter(({ verdict }) => verdict === 'not-run')
        .map(({ id, reason }) => `${id} ${reason ?? ''}`),
      tried: pass + warn + fail,
      seconds: (performance.now() - began) / 1000,
      unanswered: server.unanswered(),
    };
  } finally {
    await server.close();
    await mock.close();
  }
}
