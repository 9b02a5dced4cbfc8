import { readFileSync } from 'node:fs';
import { UserError } from '../../../verifier/user-error.ts';

/**
 * The names of the portal's controls, as the vendor's page writes them, plus what component libraries add to a name: the star of
 * a required field, a colon, an icon, a count. Each is a regular expression that ignores case. `MITP_PORTAL_NAMES` names a JSON
 * file with the same keys for a portal with other names.
 */
export const NAMES = {
  username: '^\\W*(user ?name|e-?mail)',
  password: '^\\W*password',
  signIn: '^(sign|log) ?(in|on)$',
  next: '^(next|continue|proceed)$',
  consent: '^(allow|accept|agree|approve|authori[sz]e|yes|continue)\\b',
  myAccount: 'My Account',
  accountSettings: '^(\\W|settings?\\s|user\\s)*Account Settings\\W*$',
  apiKeys: '^(\\W|key\\s)*API Keys(\\W|\\d)*$',
  addKey: '^(\\W|plus\\s|add\\s)*Add API key\\W*$',
  keyName: '^\\W*API key name',
  generate: '^\\W*Generate\\W*$',
  keyValue: '^\\W*API key\\W*$',
  copy: 'Cop(y|ied)',
  revoke: 'Revoke(?!d)',
  regenerate: 'Regenerate(?!d)',
  delete: 'Delete(?!d)|^[-−–]$',
  cancel: '^(cancel|no|no, .*|never mind|keep( it| key)?)$',
  confirm: '^(yes|ok|confirm|continue)\\b',
  undo: '^\\W*undo\\b',
  close: '^(close|done|ok|got it|finish|dismiss|stay (signed|logged) in|×|✕|x)$',
  search: 'search|filter|find',
  nextPage: 'next( page)?$|^(›|>|→|(chevron|arrow|caret|angle)?[ _-]?right)$',
  previousPage: 'prev(ious)?( page)?$|^(‹|<|←|(chevron|arrow|caret|angle)?[ _-]?left)$',
  lastPage: 'last( page)?$|^(»|>>)$',
  more: '^(load|show|see) (more|all)',
  otherRecords:
    '^((show|include|view) (all|revoked|(in)?active|disabled)|all|revoked|(in)?active)( (api )?keys)?[^a-z]*$',
  rowMenu: '^(more|(more |open |row )?(actions|options|menu)|⋮|⋯|…|\\.\\.\\.)( (for|of|on) .*)?$',
};

export type PortalNames = Readonly<Record<keyof typeof NAMES, RegExp>>;

/** The names, with those of the file in place of ours. @throws UserError where the file cannot be used */
export function portalNames(file?: string): PortalNames {
  const names: Record<string, string> = { ...NAMES };
  if (file !== undefined) Object.assign(names, read(file));
  try {
    return Object.fromEntries(
      Object.entries(names).map(([name, pattern]) => [name, new RegExp(pattern, 'i')]),
    ) as PortalNames;
  } catch (error) {
    throw new UserError(`MITP_PORTAL_NAMES names ${file}, in which a name is no regular expression: ${String(error)}`);
  }
}

function read(file: string): Record<string, string> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserError(`MITP_PORTAL_NAMES names ${file}, which is no JSON file that can be read: ${String(error)}`);
  }
  const entries = Object.entries(content as object);
  const wrong = entries.find(([name, pattern]) => !(name in NAMES) || typeof pattern !== 'string');
  if (wrong === undefined) return Object.fromEntries(entries);
  throw new UserError(
    `MITP_PORTAL_NAMES names ${file}, whose member "${wrong[0]}" is none of: ${Object.keys(NAMES).join(', ')}.`,
  );
}
