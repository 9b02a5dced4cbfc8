import fc, { type Arbitrary } from 'fast-check';

/** Texts that are no filter or sorting rule: the given one cut short, JSON of another type, and junk. */
export function malformedJson(wellFormed: string): Arbitrary<string> {
  const cut = fc.integer({ min: 1, max: wellFormed.length - 1 }).map((end) => wellFormed.slice(0, end));
  const otherKind = fc.oneof(
    fc.integer(),
    fc.boolean(),
    fc.constantFrom('id', 'a b'),
    fc.constantFrom([1], ['id'], {}),
  );
  const junk = fc.string({ minLength: 1, maxLength: 12 }).map((text) => `{${text}`);
  return fc
    .oneof(
      cut,
      otherKind.map((value) => JSON.stringify(value)),
      junk,
    )
    .filter((text) => text.trim() !== '' && !/["'\\]?(field|predicate)/.test(tryParse(text)));
}

/** The text again if it happens to be a JSON object or list, else nothing. */
function tryParse(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value);
  } catch {
    return '';
  }
}
