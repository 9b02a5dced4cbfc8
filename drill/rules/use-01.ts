import { eachRequest, type Rule } from './rule.ts';
import { requests } from './sample.ts';

/** USE-01: the key travels in its header and nowhere else. */
export const use01: Rule = {
  id: 'USE-01',
  judge: (evidence) =>
    eachRequest(
      evidence,
      ({ key }) => key.header !== 'none' || key.elsewhere.length > 0,
      ({ key }) => {
        if (key.elsewhere.length === 0) return undefined;
        const want = `the key in the header ${evidence.contract.keyHeader} alone, as it is`;
        return { want, got: `the key in ${key.elsewhere.join(' and ')}` };
      },
      'no request carried the key',
    ),
  samples: {
    passes: requests('GET /clients'),
    rejects: { 'in the URL': requests({ text: 'GET /clients?key=[key]', elsewhere: ['the URL'] }) },
  },
};
