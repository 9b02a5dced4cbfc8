import { readFileSync } from 'node:fs';

/**
 * Ready bodies, taken from our mock: by path, then by `page=..&pageSize=..`.
 * @param {string} file JSON: { path: { query: body } }
 * @returns {(path: string, query: string) => Buffer}
 */
export function bodyOf(file) {
  const lists = new Map(
    Object.entries(JSON.parse(readFileSync(file, 'utf8'))).map(([path, bodies]) => [
      path,
      new Map(Object.entries(bodies).map(([query, body]) => [query, Buffer.from(body)])),
    ]),
  );
  return (path, query) => lists.get(path).get(query);
}
