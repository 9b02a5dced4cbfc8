/** Markup that is safe to write as it is. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | boolean | undefined | readonly Part[];

/**
 * Template tag for markup: texts are escaped; markup and lists of markup are inserted; `undefined` and booleans are empty
 * (`${open && html`...`}`). Markup can be made in no other way here, so text from a server cannot become markup.
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((text, string, i) => text + write(parts[i - 1]) + string));
}

/** Escapes a text for element content and for attributes in double quotes. */
export function escape(text: string): string {
  return text.replace(/[&<>"\u0000]/g, (char) => ESCAPES[char] ?? '\ufffd');
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function write(part: Part): string {
  if (part === undefined || typeof part === 'boolean') return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(write).join('');
  return escape(String(part));
}
