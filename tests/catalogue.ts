import type { Catalogue } from '../verifier/scenario.ts';
import { authChecks, authScenarios } from './auth/catalogue.ts';
import { rejectionFacts } from './auth/facts.ts';
import { contractChecks } from './contract/catalogue.ts';
import { ratelimitChecks, ratelimitScenarios } from './ratelimit/catalogue.ts';
import { limiterFacts } from './ratelimit/facts.ts';

/** Everything that the suites plug into the engine. */
export const CATALOGUE: Catalogue = {
  checks: { ratelimit: ratelimitChecks, auth: authChecks, contract: contractChecks },
  scenarios: { ratelimit: ratelimitScenarios, auth: authScenarios, contract: [] },
  facts: (context) => {
    const limiter = limiterFacts(context);
    const rejection = rejectionFacts(context);
    return { ...(limiter === undefined ? {} : { limiter }), ...(rejection.length === 0 ? {} : { rejection }) };
  },
};
