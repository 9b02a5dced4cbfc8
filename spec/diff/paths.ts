/** A path whose parameters have no names: two contracts may name them differently. */
export const anonymous = (path: string) =>
  path
    .replaceAll(/\{[^}]*\}/g, '{}')
    .replace(/(?<=.)\/$/, '')
    .toLowerCase();
