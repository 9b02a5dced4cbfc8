/** A percent-encoded text as what it means; one with a bare `%` of its own is as it stands. */
export function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
