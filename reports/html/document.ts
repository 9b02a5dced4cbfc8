import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { asset } from '../../spec/asset.ts';
import { html, type Html } from './html.ts';

/**
 * A page in one self-contained file. Scripts only search, filter and copy; the content is in its markup. Its content security
 * policy allows only its own style and script.
 */
export function document(title: string, body: Html): string {
  const style = own('page.css');
  const script = own('page.js');
  const policy = `default-src 'none'; style-src '${digest(style)}'; script-src '${digest(script)}'; base-uri 'none'; form-action 'none'`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    html`<meta http-equiv="Content-Security-Policy" content="${policy}" />`.text,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    html`<title>${title}</title>`.text,
    `<style>${style}</style>`,
    '</head>',
    `<body>${body.text}<script>${script}</script></body>`,
    '</html>',
    '',
  ].join('\n');
}

/** A file of ours that becomes part of the page. */
function own(name: string): string {
  return readFileSync(asset(`reports/html/${name}`), 'utf8');
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
