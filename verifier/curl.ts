import { keyVariable } from './config.ts';
import { sentHeaders, sentTarget, type RequestSpec } from './exchange.ts';
import { KEY_HEADER, wireName } from './key-header.ts';

/** A shell command that repeats a request; keys are named by their environment variable, never written out. */
export function curl(baseUrl: string, request: RequestSpec, keyHeader: string = KEY_HEADER): string {
  const words = ['curl -sS -i'];
  const readable = readableQuery(request);
  if (request.method === 'HEAD') words.push('--head');
  else if (request.method !== 'GET') words.push(`-X ${request.method}`);
  for (const [name, values] of Object.entries(sentHeaders(request))) {
    for (const value of [values].flat()) words.push(`-H ${quote(`${wireName(name, keyHeader)}: ${value}`)}`);
  }
  if (readable === undefined) words.push(quote(baseUrl + sentTarget(request)));
  else
    words.push(
      '-G',
      quote(baseUrl + readable.path),
      ...readable.pairs.map((pair) => `--data-urlencode ${quote(pair)}`),
    );
  return words.join(' ');
}

/** The parts of a query in readable form, which curl encodes again; undefined where that would be another request. */
function readableQuery(request: RequestSpec): { path: string; pairs: string[] } | undefined {
  const { method } = request;
  const target = sentTarget(request);
  const [path = '', query, ...rest] = target.split('?');
  const isEasy =
    query?.includes('%') && rest.length === 0 && !target.includes('#') && (method === 'GET' || method === 'HEAD');
  if (!query || !isEasy || query.includes('{{')) return undefined;
  const pairs = query.split('&').map((pair) => {
    const [, name, value = ''] = /^([\w.]+)=(.*)$/.exec(pair) ?? [];
    if (name === undefined) return undefined;
    try {
      const text = decodeURIComponent(value);
      // Text that is not printable, or looks like a placeholder of a key, stays encoded.
      const isSame = encodeURIComponent(text) === value && !/[\u0000-\u001f\u007f-\u009f]|\{\{/.test(text);
      return isSame ? `${name}=${text}` : undefined;
    } catch {
      return undefined;
    }
  });
  const known = pairs.filter((pair) => pair !== undefined);
  return known.length === pairs.length ? { path, pairs: known } : undefined;
}

/** A shell command that sends a request a number of times, in sequence or in parallel, and counts the statuses. */
export function curlTimes(
  target: { readonly baseUrl: string; readonly keyHeader: string },
  request: RequestSpec,
  times: number,
  atOnce = false,
): string {
  const once = curl(target.baseUrl, request, target.keyHeader).replace(
    'curl -sS -i',
    String.raw`curl -sS -o /dev/null -w '%{http_code}\n'`,
  );
  return `for i in $(seq ${times}); do ${once}${atOnce ? ' &' : ';'} done | sort | uniq -c`;
}

/** Double quotes where a variable for a key has to be expanded, single quotes otherwise. */
function quote(text: string): string {
  if (!text.includes('{{')) return `'${text.replaceAll("'", `'\\''`)}'`;
  const escaped = text.replace(/[\\"$`]/g, '\\$&');
  return `"${escaped.replace(/\{\{([\w-]+)(?::([\w-]+))?\}\}/g, (_, name: string, variant?: string) => inShell(name, variant))}"`;
}

/** How a shell makes the variants of a key (those of `Secrets`) from the variable that holds it. */
const IN_SHELL: Readonly<Record<string, (variable: string) => string>> = {
  truncated: (key) => `\${${key}%?}`,
  extended: (key) => `\${${key}}0`,
  'swapped-case': (key) => `$(printf %s "$${key}" | tr A-Za-z a-zA-Z)`,
  'first-half': (key) => `\${${key}:0:$(( (\${#${key}} + 1) / 2 ))}`,
  'second-half': (key) => `\${${key}:$(( \${#${key}} / 2 ))}`,
  'other-tail': (key) => `\${${key}%?}${otherEnd(`\${${key}: -1}`)}`,
  'other-middle': (key) => otherAt(key, `$(( \${#${key}} / 2 ))`),
  'other-head': (key) => `${otherEnd(`\${${key}:0:1}`)}\${${key}:1}`,
  'url-encoded': (key) => `$(printf %s "$${key}" | od -An -v -tx1 | tr -d '\\n' | tr ' ' %)`,
  'other-first-quarter': (key) => otherAt(key, `$(( \${#${key}} / 4 ))`),
  'other-last-quarter': (key) => otherAt(key, `$(( 3 * \${#${key}} / 4 ))`),
  'first-8': (key) => `\${${key}:0:8}`,
  'first-16': (key) => `\${${key}:0:16}`,
  'first-32': (key) => `\${${key}:0:32}`,
  'without-four': (key) => `\${${key}%????}`,
  upper: (key) => `$(printf %s "$${key}" | tr a-z A-Z)`,
  lower: (key) => `$(printf %s "$${key}" | tr A-Z a-z)`,
  reversed: (key) => `$(printf %s "$${key}" | rev)`,
  twice: (key) => `$${key}$${key}`,
  hyphens: (key) =>
    `$(case $${key} in *-*) printf %s "$${key}" | tr -d -;; *) printf %s "$${key}" | sed 's/.\\{8\\}/&-/g; s/-$//';; esac)`,
  'any-letters': (key) => `$(printf %s "$${key}" | tr -c '' _)`,
  base64: (key) => `$(printf %s "$${key}" | base64 -w0)`,
  'basic-user': (key) => `$(printf %s "$${key}:" | base64 -w0)`,
  'basic-password': (key) => `$(printf %s "api:$${key}" | base64 -w0)`,
  sha256: (key) => `$(printf %s "$${key}" | sha256sum | cut -c1-64)`,
  md5: (key) => `$(printf %s "$${key}" | md5sum | cut -c1-32)`,
  wide: (key) =>
    `$(printf %s "$${key}" | python3 -c 'import sys; print("".join(chr(ord(c) + 0xfee0) for c in sys.stdin.read()), end="")')`,
  spaced: (key) => `\${${key}:0:4} \${${key}:4}`,
};

/** The value with a different character at one place. */
function otherAt(key: string, at: string): string {
  return `\${${key}:0:${at}}${otherEnd(`\${${key}:${at}:1}`)}\${${key}:$(( ${at.slice(4, -3)} + 1 ))}`;
}

/** A different character of the same kind, as `Secrets` chooses it. */
function otherEnd(character: string): string {
  return `$(printf %s "${character}" | sed 's/b/c/;t;s/[^0-9]/b/;t;y/0123456789/1234567890/')`;
}

function inShell(name: string, variant?: string): string {
  if (name === 'unknown') return 'no-key-of-anybody';
  // The portal showed its value only once and the key is deleted by now: the reader has to make one of their own.
  const variable = name.startsWith('made-') ? 'KEY_MADE_IN_PORTAL' : keyVariable(name);
  return variant === undefined ? `$${variable}` : (IN_SHELL[variant]?.(variable) ?? '');
}
