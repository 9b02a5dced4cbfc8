import type { ClauseId } from '../../../../spec/clauses.ts';

/** Mistakes that real portals make. Each is planted in a front end or behind it, and must be found on its clause. */
export const DEFECTS = {
  store: { clause: 'KEY-04', does: 'keeps the value in local storage' },
  'row-copy': { clause: 'KEY-04', does: 'lets the copy icon of the record give the value until the page is reloaded' },
  'window-state': { clause: 'KEY-04', does: 'keeps the value in a property of window' },
  'list-json': { clause: 'KEY-04', does: 'sends the value with the list, which does not show it' },
  'soft-delete': { clause: 'KEY-11', does: 'deletes the record alone; the key works on' },
  'copy-mask': { clause: 'KEY-03', does: 'copies the mask instead of the value' },
  'revoke-cancel-acts': { clause: 'KEY-07', does: 'revokes although Cancel was chosen' },
  'delete-cancel-acts': { clause: 'KEY-12', does: 'deletes although Cancel was chosen' },
  'double-submit': { clause: 'KEY-11', does: 'sends the form twice: a second record of the name remains' },
  'regenerate-repeats': { clause: 'KEY-09', does: 'gives the same value again' },
  'revoke-hides': { clause: 'KEY-06', does: 'hides the row and revokes nothing' },
  'cache-10s': { clause: 'KEY-06', does: 'serves a revoked key for ten more seconds' },
  'mask-shows': { clause: 'KEY-05', does: 'masks all but the first eight characters' },
  unconfirmed: { clause: 'KEY-07', does: 'revokes without asking' },
  'old-lives': { clause: 'KEY-10', does: 'keeps the value from before a regeneration' },
  'revoked-gone': { clause: 'KEY-08', does: 'removes the record of a revoked key' },
  'sibling-dies': { clause: 'KEY-14', does: 'revokes all keys of the provider' },
  counter: { clause: 'KEY-15', does: 'counts its values' },
  'any-role': { clause: 'KEY-16', does: 'shows the keys to everybody of the provider' },
  'comes-back': { clause: 'KEY-13', does: 'revives a deleted key with a new one of its name' },
} as const satisfies Record<string, { clause: ClauseId; does: string }>;

export type Defect = keyof typeof DEFECTS;

/** Defects that are planted together, because none of them shows on the clause of another. Each belongs to one set. */
export const SETS: readonly (readonly Defect[])[] = [
  [
    ...(['store', 'copy-mask', 'mask-shows', 'counter', 'any-role'] as const),
    ...(['revoke-cancel-acts', 'delete-cancel-acts', 'regenerate-repeats'] as const),
  ],
  ['window-state', 'revoked-gone', 'cache-10s'],
  ['row-copy', 'unconfirmed', 'old-lives', 'comes-back'],
  ['list-json', 'soft-delete', 'revoke-hides'],
  // What revokes all keys hides what revoking one does.
  ['double-submit', 'sibling-dies'],
];
