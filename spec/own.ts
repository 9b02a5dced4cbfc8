/**
 * A record's own value under a name that comes from a file or a server; undefined where it has none. A plain look-up would also
 * find inherited names: `constructor`, `toString`.
 */
export function own<Value>(record: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
