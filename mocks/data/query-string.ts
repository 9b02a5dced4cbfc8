/** The values of each parameter, in the order they came. */
export type QueryParameters = ReadonlyMap<string, readonly string[]>;

/** Form-decoding as ASP.NET does it: `+` is a space, and what is no valid escape stays as it is. */
function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return new URLSearchParams(`x=${text}`).get('x') ?? text;
  }
}

/** Reads a query string without its question mark. */
export function parseQuery(query: string): QueryParameters {
  const values = new Map<string, string[]>();
  for (const part of query === '' ? [] : query.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decode(equals === -1 ? part : part.slice(0, equals));
    const value = equals === -1 ? '' : decode(part.slice(equals + 1));
    const others = values.get(name);
    if (others) others.push(value);
    else values.set(name, [value]);
  }
  return values;
}
