/** Bodies that come again, as text with a character for each byte. */
const texts = new WeakMap<Buffer, string>();

/**
 * Keeps the text of a body beside it: Node sends text and head in one piece, which is a fifth quicker than a buffer behind
 * a head. It hangs on the buffer itself, so that a body that somebody replaced is never sent by the old text.
 */
export function keepText(body: Buffer): Buffer {
  texts.set(body, body.toString('latin1'));
  return body;
}

/** The text of a body that was kept. */
export const readyText = (body: Buffer): string | undefined => texts.get(body);
