import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK = 1024 * 1024;

/** Bytes of the longest file that anybody means to give. */
const MOST_BYTES = 512 * CHUNK;

/**
 * Reads a file, or a pipe, up to a length, because a device such as /dev/zero is endless.
 * @param most bytes
 * @throws Error where it is longer, or cannot be read
 */
export function readBounded(file: string, most = MOST_BYTES): Buffer {
  const handle = openSync(file, 'r');
  try {
    const parts: Buffer[] = [];
    let length = 0;
    for (;;) {
      const part = Buffer.alloc(Math.min(CHUNK, most + 1));
      const read = readSync(handle, part);
      if (read === 0) return Buffer.concat(parts);
      parts.push(part.subarray(0, read));
      if ((length += read) > most) throw new Error(`it is longer than ${inWords(most)}`);
    }
  } finally {
    closeSync(handle);
  }
}

const inWords = (bytes: number) => (bytes < CHUNK ? `${bytes} bytes` : `${bytes / CHUNK} MiB`);
