import type { FaultHooks, PortalBehaviour } from '../hooks.ts';
import { changeKeys } from './keys.ts';

/** Replaces some of the portal's behaviour. */
export const changePortal = (change: (original: PortalBehaviour) => Partial<PortalBehaviour>): FaultHooks => ({
  portal: (original) => ({ ...original, ...change(original) }),
});

/** Where the list of keys is, below `/portal`. */
export const KEY_LIST = '/account/api-keys';

/** A portal that remembers each value that it handed out, by the id of its record. */
export function remembering(behave: (values: ReadonlyMap<string, string>) => Partial<PortalBehaviour>): FaultHooks {
  const values = new Map<string, string>();
  return {
    ...changeKeys((original) => ({
      generate(...how) {
        const issued = original.generate(...how);
        values.set(issued.record.id, issued.value);
        return issued;
      },
      regenerate(...which) {
        const issued = original.regenerate(...which);
        values.set(issued.record.id, issued.value);
        return issued;
      },
    })),
    ...changePortal(() => behave(values)),
  };
}

/** Changes one page of the portal, or one of its files; `path` is below `/portal`. */
export const changePage = (path: string, change: (text: string) => string): FaultHooks =>
  changePortal((original) => ({
    body: (text, at) => (at === path ? change(original.body(text, at)) : original.body(text, at)),
  }));
