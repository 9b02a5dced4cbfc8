import { keyVariable } from './config.ts';
import type { Ask } from './exchange.ts';

/** A shell command that repeats a request; keys are named by their environment variable, never written out. */
export function curl(baseUrl: string, ask: Ask): string {
  const words = ['curl -sS -i'];
  if (ask.method === 'HEAD') words.push('--head');
  else if (ask.method !== 'GET') words.push(`-X ${ask.method}`);
  for (const [name, values] of Object.entries(ask.headers)) {
    for (const value of [values].flat()) words.push(`-H ${quote(`${name}: ${value}`)}`);
  }
  words.push(quote(baseUrl + ask.target));
  return words.join(' ');
}

/** Double quotes with variables for the keys; single quotes where there is no key to fill in. */
function quote(text: string): string {
  if (!text.includes('{{')) return `'${text.replaceAll("'", `'\\''`)}'`;
  const escaped = text.replace(/[\\"$`]/g, '\\$&');
  return `"${escaped.replace(/\{\{([\w-]+)(?::([\w-]+))?\}\}/g, (_, name: string, variant?: string) =>
    variant === undefined ? `$${keyVariable(name)}` : `<$${keyVariable(name)}, ${variant}>`,
  )}"`;
}
