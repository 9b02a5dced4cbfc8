import { isLoopback } from '../../mocks/web/host-check.ts';
import { canTrust } from '../../verifier/network/authorities.ts';
import { UserError } from '../../verifier/user-error.ts';
import { isTargetVariable, nearest, TARGET_VARIABLES, unknownNames } from './variables.ts';

/** The options about the target, beside the environment. */
export interface TargetFlags {
  /** A run without a target is a mistake; pipelines set it. */
  readonly requireTarget: boolean;
  /** The embedded mock is the target, whatever the environment names. */
  readonly embedded: boolean;
  /** Lines of the file `.env` that are read differently from how they look. */
  readonly fileProblems?: readonly string[];
}

/** The environment of the run, and notes on it for the user. */
export interface ChosenTarget {
  readonly env: NodeJS.ProcessEnv;
  /** Whether no target is named, so that the embedded mock is judged. */
  readonly isEmbedded: boolean;
  /** A sentence for each oddity that does not keep the run from judging the intended target. */
  readonly notes: readonly string[];
}

const FOR_THE_MOCK = 'To judge the embedded mock, pass --embedded.';

/**
 * Decides which target is meant: the one that the environment names, or the embedded mock.
 * @throws UserError where a target was evidently meant and is incomplete: that must never end as a green check
 */
export function chooseTarget(given: NodeJS.ProcessEnv, flags: TargetFlags): ChosenTarget {
  const { requireTarget, embedded, fileProblems = [] } = flags;
  if (embedded && requireTarget) throw new UserError('--embedded and --require-target exclude each other.');
  if (embedded) {
    const env = Object.fromEntries(Object.entries(given).filter(([name]) => !isTargetVariable(name)));
    return { env, isEmbedded: true, notes: [] };
  }
  const filled = (name: string) => Boolean(given[name]?.trim());
  const empty = [...TARGET_VARIABLES].filter((name) => given[name] !== undefined && !filled(name));
  const unknown = unknownNames(given).map((name) => ({ name, meant: nearest(name) }));
  const mistakes = [
    ...fileProblems,
    ...unknown.filter(({ name, meant }) => namesTarget(given, name, meant)).map(unknownSentence),
  ];
  const isEmbedded = !filled('MITP_BASE_URL');
  if (isEmbedded) {
    const stray = TARGET_VARIABLES.filter(filled);
    if (stray.length > 0) mistakes.push(`${listed(stray)} set, but MITP_BASE_URL is ${absence(given)}.`);
    const needed = empty.filter((name) => name === 'MITP_BASE_URL' || name === 'MITP_API_KEY');
    if (stray.length === 0 && needed.length > 0) {
      mistakes.push(
        `${listed(needed)} set but empty (pipelines hand over an empty text where a secret or variable does not exist).`,
      );
    }
    if (mistakes.length === 0 && requireTarget)
      mistakes.push('--require-target: no target is named, because MITP_BASE_URL is not set.');
  }
  if (mistakes.length > 0) {
    const remedy = isEmbedded ? ` Set MITP_BASE_URL and MITP_API_KEY to judge a server. ${FOR_THE_MOCK}` : '';
    throw new UserError(`${mistakes.join(' ')}${remedy}`);
  }
  const notes = [
    ...(empty.length === 0 ? [] : [`${listed(empty)} set but empty, which counts as not set.`]),
    ...unknown.map(unknownSentence),
    ...openKeys(given),
    ...browserGaps(given),
  ];
  return { env: given, isEmbedded, notes };
}

/** A note where keys would be sent unencrypted over a network. */
function openKeys({ MITP_BASE_URL: base = '' }: NodeJS.ProcessEnv): string[] {
  const url = URL.canParse(base) ? new URL(base) : undefined;
  if (url?.protocol !== 'http:' || isLoopback(url.hostname)) return [];
  return [
    `MITP_BASE_URL is plain HTTP: anybody between here and ${url.hostname} can read the keys. Use https where there is one.`,
  ];
}

/** Settings of the network that the browser does not support, so that the portal and the Swagger UI page may be unreachable. */
function browserGaps(env: NodeJS.ProcessEnv): string[] {
  const filled = (name: string) => Boolean(env[name]?.trim());
  const pages = ['MITP_PORTAL_URL', 'MITP_DOCS_URL'].filter(filled);
  if (pages.length === 0) return [];
  const isSecure = pages.some((name) => /^https:/i.test(env[name]?.trim() ?? ''));
  return [
    ...(filled('MITP_EXTRA_HEADERS')
      ? [
          `The browser does not send MITP_EXTRA_HEADERS: a redirect could take them to another host. Let the gateway pass ${pages.join(' and ')} without them.`,
        ]
      : []),
    ...(filled('NODE_EXTRA_CA_CERTS') && isSecure && !canTrust(env)
      ? [
          'The browser cannot use NODE_EXTRA_CA_CERTS here: it trusts what the system trusts. On Linux install certutil (Debian: libnss3-tools); elsewhere add the authority to the system.',
        ]
      : []),
  ];
}

/** Whether an unknown name was meant to describe the target: by its likeness, or by an address in it. */
function namesTarget(env: NodeJS.ProcessEnv, name: string, meant: string | undefined): boolean {
  const value = env[name]?.trim() ?? '';
  if (value === '') return false;
  if (meant !== undefined && isTargetVariable(meant)) return !env[meant]?.trim();
  return !env.MITP_BASE_URL?.trim() && /^https?:\/\//i.test(value);
}

function unknownSentence({ name, meant }: { name: string; meant: string | undefined }): string {
  const hint = meant === undefined ? 'mitp verify --help names those that do' : `did you mean ${meant}?`;
  return `The variable ${name} does not exist: ${hint}${meant === undefined ? '.' : ''}`;
}

const absence = (env: NodeJS.ProcessEnv) => (env.MITP_BASE_URL === undefined ? 'not' : 'empty');

function listed(names: readonly string[]): string {
  const [last = '', ...before] = [...names].reverse();
  return before.length === 0 ? `${last} is` : `${before.reverse().join(', ')} and ${last} are`;
}

/** Shown first and last where the mock is judged without `--embedded`. */
export const MOCK_SENTENCE =
  'This run judges the embedded mock, not a server of yours: set MITP_BASE_URL and MITP_API_KEY to judge one.';

/** A line that pipelines show as a warning beside the run; undefined outside one. */
export function pipelineWarning(text: string, env: NodeJS.ProcessEnv): string | undefined {
  if (env.GITHUB_ACTIONS === 'true') return `::warning title=myitprocess-contract::${text}`;
  if (env.TF_BUILD) return `##vso[task.logissue type=warning]${text}`;
  return env.CI && env.CI !== 'false' ? `warning: ${text}` : undefined;
}
