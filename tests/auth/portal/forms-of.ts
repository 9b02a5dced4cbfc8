/** The encodings in which a page may keep a value: plain, escaped, or thinly hidden. */
export function formsOf(value: string): string[] {
  const hex = Buffer.from(value).toString('hex');
  return [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;'),
    hex,
    hex.toUpperCase(),
    [...value].reverse().join(''),
    ...inBase64(value),
  ];
}

/** The value within a longer text in base64: it depends on the offset, so there are three. */
function inBase64(value: string): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.from('x'.repeat(before) + value).toString('base64');
    const from = before === 0 ? 0 : before + 1;
    const rest = (before + Buffer.byteLength(value)) % 3;
    return text.replace(/=+$/, '').slice(from, rest === 0 ? undefined : -1);
  });
}
