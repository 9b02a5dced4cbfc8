import { selectors } from '@playwright/test';

type Script = Parameters<typeof selectors.register>[1];

/** Times that a selector is registered, and milliseconds between them: a session that is just being closed rejects it for all. */
const TRIES = 20;
const PAUSE_MS = 50;

const registered: Promise<void>[] = [];

/**
 * Registers a selector of ours, at best before any browser starts.
 * @param beside whether it runs beside the scripts of the page, not among them
 */
export function registerEngine(name: string, script: Script, { beside = false } = {}): void {
  registered.push(register(name, script, beside));
}

/** Resolves once all selectors can be used in sessions that are opened from then on. */
export async function enginesAreReady(): Promise<void> {
  await Promise.all(registered);
}

async function register(name: string, script: Script, beside: boolean): Promise<void> {
  for (let turn = 0; turn < TRIES; turn += 1) {
    const why = await selectors.register(name, script, { contentScript: beside }).then(
      () => '',
      (error: unknown) => (error instanceof Error ? error.message : 'no reason'),
    );
    // It is there already where the package was loaded twice.
    if (why === '' || why.includes('already')) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
