/** The address of every page of the portal. */
export const PATHS = {
  home: '/portal',
  signIn: '/portal/sign-in',
  signOut: '/portal/sign-out',
  settings: '/portal/account',
  apiKeys: '/portal/account/api-keys',
  newKey: '/portal/account/api-keys/new',
  assets: '/portal/assets',
} as const;

/** What can be done to one key. */
export type KeyAction = 'revoke' | 'regenerate' | 'delete';

/** Where an action on a key is confirmed (GET) and done (POST). */
export const keyPath = (id: string, action: KeyAction): string =>
  `${PATHS.apiKeys}/${encodeURIComponent(id)}/${action}`;
