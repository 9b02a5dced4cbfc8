import type { Contract } from '../../spec/contract.ts';
import { statusOf, type SentRequest } from './requests.ts';
import { matches } from './query.ts';
import { eachRequest, type Rule } from './rule.ts';
import { requests } from './sample.ts';

/** Addresses that a browser opens by itself, and the documentation page. */
const PAGES = ['/', '/index.html', '/favicon.ico', '/robots.txt'];
/** Methods that only test whether something exists, without data. */
const HARMLESS = ['HEAD', 'OPTIONS'];

function inContract({ method, path, outside }: SentRequest, { operations, document }: Contract): boolean {
  if (outside) return method === 'GET' && PAGES.includes(path);
  const parametersOf = (template: string) => operations.find((one) => one.path === template)?.parameters ?? [];
  const item = Object.entries(document.paths).find(([template]) =>
    matches(template, path, parametersOf(template)),
  )?.[1];
  return item !== undefined && (HARMLESS.includes(method) || method.toLowerCase() in item);
}

/** USE-02: every request is for a path and method of the contract, even if the server serves others too. */
export const use02: Rule = {
  id: 'USE-02',
  judge: (evidence) =>
    eachRequest(
      evidence,
      () => true,
      (request) => {
        const { contract } = evidence;
        const served = Math.floor((statusOf(request) ?? 0) / 100) === 2;
        if (inContract(request, contract) || (served && !request.outside)) return undefined;
        const paths = Object.keys(contract.document.paths).join(', ');
        const where = request.outside ? 'outside the base path' : 'which the contract does not have';
        return {
          want: `a method and path of the contract below ${contract.basePath} (GET ${paths})`,
          got: `${request.method} ${request.path}, ${where}`,
        };
      },
    ),
  samples: {
    passes: requests('GET /clients', 'GET /recommendations/7/configurations', 'HEAD /users'),
    rejects: {
      path: requests({ text: 'GET /client', status: 404 }),
      method: requests({ text: 'POST /clients', status: 405 }),
      'path parameter': requests({ text: 'GET /recommendations/undefined/configurations', status: 404 }),
      'outside the base path': requests({ text: 'GET /api/clients', status: 404, outside: true }),
    },
  },
};
