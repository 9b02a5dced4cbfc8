import { readFileSync } from 'node:fs';
import type { BrowserContext } from '@playwright/test';
import { UserError } from '../../../verifier/user-error.ts';

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

/** A session as `mitp portal login` saves it: the browser's storage state, and session storage. */
export interface SavedSession extends StorageState {
  sessionStorage?: { origin: string; items: Record<string, string> }[];
}

/** Restores a saved session in a browser. @throws UserError where the file does not hold one */
export async function restoreSession(context: BrowserContext, file: string): Promise<void> {
  const { sessionStorage = [], ...state } = readSession(file);
  try {
    await context.setStorageState(state);
  } catch (error) {
    const why = String(error).split('\n')[0];
    throw new UserError(`${file} is no saved session (${why}): make it again with mitp portal login.`);
  }
  // Session storage belongs to a tab: each new one begins with the saved content.
  await context.addInitScript((saved) => {
    const items = saved.find(({ origin }) => origin === location.origin)?.items ?? {};
    if (window.sessionStorage.length > 0) return;
    for (const [name, value] of Object.entries(items)) window.sessionStorage.setItem(name, value);
  }, sessionStorage);
}

function readSession(file: string): SavedSession {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SavedSession;
  } catch (error) {
    throw new UserError(
      `${file} cannot be read as a saved session (${String(error)}): make it with mitp portal login.`,
    );
  }
}
