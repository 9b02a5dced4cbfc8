import * as zlib from 'node:zlib';

/** A response body as text, with what was unusual about its encoding. */
export interface BodyText {
  text: string;
  /** A byte order mark stood before the text. It is removed from the text. */
  mark?: true;
  /** Why the bytes are not in the content coding that the response names. The text then holds them as they came. */
  garbled?: string;
}

/** The longest body that is read, compressed or decompressed. No page of a list needs more. */
export const MOST_BYTES = 8 * 1024 * 1024;
/** How much of a longer body is kept. */
const KEPT_BYTES = 64 * 1024;

/** What the report says of a longer body. */
const TOO_LONG = `longer than ${MOST_BYTES / 1024 / 1024} MB: it was not read to its end`;

type Decode = (bytes: Buffer, options?: { maxOutputLength: number }) => Buffer;

const LIMITED = { maxOutputLength: MOST_BYTES };

/** zstd is in Node from 22.15 on. */
const { zstdDecompressSync } = zlib as { zstdDecompressSync?: Decode };

const DECODERS: Readonly<Record<string, Decode | undefined>> = {
  gzip: zlib.gunzipSync,
  'x-gzip': zlib.gunzipSync,
  br: zlib.brotliDecompressSync,
  deflate: inflate,
  zstd: zstdDecompressSync,
  identity: (bytes) => bytes,
};

/** `deflate` is zlib's format (RFC 9110, 8.4.1.2); some servers send the bare stream, and clients take both. */
function inflate(bytes: Buffer): Buffer {
  try {
    return zlib.inflateSync(bytes, LIMITED);
  } catch {
    return zlib.inflateRawSync(bytes, LIMITED);
  }
}

/**
 * Reads a body as text: decodes what `Content-Encoding` names, whether or not the request accepted it, and removes a byte order
 * mark.
 * @param codings values of `Content-Encoding`, in the order in which the server applied them
 */
export function bodyText(bytes: Buffer, codings: readonly string[] = []): BodyText {
  if (bytes.length > MOST_BYTES) return { text: bytes.toString('utf8', 0, KEPT_BYTES), garbled: TOO_LONG };
  let decoded = bytes;
  const names = codings.flatMap((value) => value.toLowerCase().split(',')).map((name) => name.trim());
  for (const name of names.reverse().filter((one) => one !== '' && bytes.length > 0)) {
    const decode = DECODERS[name];
    if (decode === undefined) return { text: bytes.toString('utf8'), garbled: `${name}, which this Node cannot read` };
    try {
      decoded = decode(decoded, LIMITED);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return { text: '', garbled: TOO_LONG };
      const why = error instanceof Error ? error.message : String(error);
      return { text: bytes.toString('utf8'), garbled: `not ${name}, as its Content-Encoding says (${why})` };
    }
  }
  const text = decoded.toString('utf8');
  return text.startsWith('\uFEFF') ? { text: text.slice(1), mark: true } : { text };
}
