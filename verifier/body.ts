import * as zlib from 'node:zlib';

/** A body as text, and what was odd about how it came. */
export interface BodyText {
  text: string;
  /** A byte order mark stood before the text; it is taken off. */
  mark?: true;
  /** Why the bytes are not of the coding that the response names; they are kept as they came. */
  garbled?: string;
}

type Decode = (bytes: Buffer) => Buffer;

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
    return zlib.inflateSync(bytes);
  } catch {
    return zlib.inflateRawSync(bytes);
  }
}

/**
 * Reads a body as text: takes off the codings that `Content-Encoding` names, whether or not they were asked for, and a
 * byte order mark.
 * @param codings values of `Content-Encoding`, in the order in which the server applied them
 */
export function bodyText(bytes: Buffer, codings: readonly string[] = []): BodyText {
  let decoded = bytes;
  const names = codings.flatMap((value) => value.toLowerCase().split(',')).map((name) => name.trim());
  for (const name of names.reverse().filter((one) => one !== '' && bytes.length > 0)) {
    const decode = DECODERS[name];
    if (decode === undefined) return { text: bytes.toString('utf8'), garbled: `${name}, which this Node cannot read` };
    try {
      decoded = decode(decoded);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { text: bytes.toString('utf8'), garbled: `not ${name}, as its Content-Encoding says (${why})` };
    }
  }
  const text = decoded.toString('utf8');
  return text.startsWith('\uFEFF') ? { text: text.slice(1), mark: true } : { text };
}
