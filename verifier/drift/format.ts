const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d{1,7}))?(Z|[+-]\d\d:\d\d)?$/;

/**
 * The format of a value, in words: `uuid`, `date, no zone`, `date, no zone, 3 digits`, `date, Z`, `text`, `integer`, `number`,
 * `boolean`; undefined for null, arrays and objects, whose fields have formats of their own.
 */
export function formatOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value !== 'string') return undefined;
  if (UUID.test(value)) return 'uuid';
  const date = DATE.exec(value);
  if (!date) return 'text';
  const [, digits, zone = 'no zone'] = date;
  return `date, ${zone}${digits === undefined ? '' : `, ${digits.length} digits`}`;
}

/** The `format` in the contract for texts that are all written like this; undefined for plain text. */
export function contractFormat(formats: Iterable<string>): 'uuid' | 'dotnet-datetime' | undefined {
  const all = [...formats];
  if (all.length === 0) return undefined;
  if (all.every((one) => one === 'uuid')) return 'uuid';
  return all.every((one) => one.startsWith('date, no zone') || one.startsWith('date, Z'))
    ? 'dotnet-datetime'
    : undefined;
}
