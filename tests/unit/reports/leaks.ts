import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, unzipSync } from 'fflate';

type Text = readonly [name: string, text: string];

/** A `data:` address of something packed, as Playwright's HTML report holds its own data. */
const EMBEDDED = /base64,([\w+/]{40,}={0,2})/g;

/** Every byte below a folder, as texts by their place: files, what is packed in them, and what that embeds. */
export function textsBelow(folder: string): Text[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files.flatMap(({ parentPath, name }) =>
    unpacked(join(parentPath, name), readFileSync(join(parentPath, name))),
  );
}

/** A file and whatever is inside it. */
export function unpacked(name: string, bytes: Uint8Array): Text[] {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    return Object.entries(unzipSync(bytes)).flatMap(([entry, content]) => unpacked(`${name}!${entry}`, content));
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return unpacked(`${name}!gunzipped`, gunzipSync(bytes));
  const text = Buffer.from(bytes).toString('latin1');
  const embedded = [...text.matchAll(EMBEDDED)].flatMap(([, packed = '']) =>
    unpacked(`${name}!embedded`, Buffer.from(packed, 'base64')),
  );
  return [[name, text], ...embedded];
}

/** Where a secret stands in the texts, in whatever form; with what is around it. */
export function leaks(texts: readonly Text[], secrets: Iterable<string>): string[] {
  const forms = [...secrets].flatMap(formsOf);
  return texts.flatMap(([name, text]) =>
    forms
      .filter((form) => text.includes(form))
      .map((form) => `${name}: ...${text.slice(Math.max(0, text.indexOf(form) - 80), text.indexOf(form) + 60)}`),
  );
}

/** Every way in which a secret may be written; base64 within a longer text differs by where it begins there. */
function formsOf(secret: string): string[] {
  const forms = [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ '': secret }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(JSON.stringify(secret)).slice(3, -3),
    secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
    ...[0, 1, 2].map((before) => {
      const text = Buffer.from('x'.repeat(before) + secret).toString('base64');
      return text.replace(/=+$/, '').slice(before === 0 ? 0 : before + 1, -1);
    }),
  ];
  return [...new Set(forms)];
}
