import type { PortalRole, PortalUser, Provider, Providers } from '../../keys/providers.ts';

/** The signed-in user, and the IT provider they work for. */
export interface Person {
  readonly user: PortalUser;
  readonly provider: Provider;
}

/** The password of every demo user. It guards nothing: it is there for automation that has to type one. */
export const DEMO_PASSWORD = 'demo';

/** The role that reaches Account Settings. */
export const ADMINISTRATOR: PortalRole = 'IT Provider Admin';

/** The user with this sign-in name, among the current providers; undefined where there is none any more. */
export function personOf(providers: Providers, username: string | null): Person | undefined {
  const user = providers.userByName(username ?? '');
  const provider = providers.get(user?.providerId ?? '');
  return user && provider && { user, provider };
}

/** Whether this person may open Account Settings: by default the first of the vendor's roles alone (KEY-16). */
export const mayAdminister = ({ user }: Person): boolean => user.role === ADMINISTRATOR;
