/** Variables that describe the target: setting one without `MITP_BASE_URL` is a mistake, never a reason to judge the mock. */
export const TARGET_VARIABLES = [
  'MITP_BASE_URL',
  'MITP_API_KEY',
  'MITP_SIBLING_API_KEY',
  'MITP_FOREIGN_API_KEY',
  'MITP_REVOKED_API_KEY',
  'MITP_DELETED_API_KEY',
  'MITP_PORTAL_URL',
  'MITP_PORTAL_STORAGE_STATE',
  'MITP_PORTAL_USERNAME',
  'MITP_PORTAL_PASSWORD',
  'MITP_PORTAL_NAMES',
  'MITP_PORTAL_MEMBER_USERNAME',
  'MITP_PORTAL_MEMBER_PASSWORD',
  'MITP_PORTAL_FOREIGN_USERNAME',
  'MITP_PORTAL_FOREIGN_PASSWORD',
  'MITP_DOCS_URL',
  'MITP_RATE_LIMIT',
  'MITP_QUIET_PROVIDER',
  'MITP_RATE_WINDOW_SECONDS',
  'MITP_CLIENT_CERT',
  'MITP_CLIENT_KEY',
  'MITP_EXTRA_HEADERS',
] as const;

/** Variables that do not describe the target. */
export const OTHER_VARIABLES = [
  'MITP_TARGET_VERSION',
  'MITP_CONTRACT',
  'MITP_REPORT_DIR',
  'MITP_HISTORY_DIR',
  'MITP_KNOWN_FINDINGS',
  'MITP_WEBHOOK_URL',
  'MITP_REPORT_URL',
  'MITP_MOCK_API_KEY',
  'MITP_MOCK_SIBLING_API_KEY',
  'MITP_MOCK_FOREIGN_API_KEY',
  'MITP_MOCK_CONTROL_TOKEN',
] as const;

/** Variables that our own processes pass to each other. */
const INTERNAL_VARIABLES = ['MITP_EMBEDDED_CONTROL_URL', 'MITP_LAUNCHED', 'MITP_DRILL_RUN'] as const;

const KNOWN: ReadonlySet<string> = new Set([...TARGET_VARIABLES, ...OTHER_VARIABLES, ...INTERNAL_VARIABLES]);

export const isTargetVariable = (name: string): boolean => TARGET_VARIABLES.some((known) => known === name);

/** Unknown names that begin like ours. Windows ignores the case of a name, other systems do not. */
export function unknownNames(env: NodeJS.ProcessEnv): string[] {
  const sameCase = (name: string) => (process.platform === 'win32' ? name.toUpperCase() : name);
  return Object.keys(env).filter((name) => /^MITP[_-]?/i.test(name) && !KNOWN.has(sameCase(name)));
}

/** The variable that was most likely meant by a name; undefined where none is near. */
export function nearest(name: string): string | undefined {
  const plain = (text: string) => text.toUpperCase().replace(/^MITP|[_-]/g, '');
  const wrong = plain(name);
  const [best] = [...TARGET_VARIABLES, ...OTHER_VARIABLES]
    .map((known) => ({ known, right: plain(known), distance: distance(wrong, plain(known)) }))
    // At most one typing mistake in three letters, or a part of the name that was left out.
    .filter(({ right, distance }) => distance <= wrong.length / 3 || (wrong.length > 2 && right.includes(wrong)))
    .sort((one, other) => one.distance - other.distance);
  return best?.known;
}

/** Letters to insert, remove or replace to make one text of the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
