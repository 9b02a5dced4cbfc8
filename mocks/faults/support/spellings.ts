import type { ApiRequest } from '../../types.ts';

/** Other spellings of a path that servers, routers and proxies treat as the same one, each with the path that they read. */
export const SPELLINGS = {
  slash: (path: string) => path.replace(/(?<=.)\/+$/, ''),
  letters: (path: string) => path.toLowerCase(),
  doubled: (path: string) => path.replace(/\/{2,}/g, '/'),
  encoded: (path: string) => path.replace(/%([46][1-9a-f]|[57][0-9a])/gi, (one) => decodeURIComponent(one)),
  dots: (path: string) => resolved(path.replace(/%2e/gi, '.')),
  parameter: (path: string) => path.replace(/;[^/]*/g, ''),
  suffix: (path: string) => path.replace(/\.json$/i, ''),
} as const;

/** The request by the usual spelling of its path; the same request where it is spelt so. */
export function usual(request: ApiRequest, spelling: (path: string) => string): ApiRequest {
  const path = spelling(request.path);
  return path === request.path ? request : { ...request, path };
}

/** A path without its dot segments (RFC 3986, 5.2.4). */
function resolved(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/').slice(1)) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
