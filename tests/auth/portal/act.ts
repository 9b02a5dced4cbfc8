/** What is done to a key's record in the list. */
export type Act = 'revoke' | 'delete' | 'regenerate';
