import { randomBytes } from 'node:crypto';

/** A notice on the next page that the user opens; it never holds a value. */
export interface Notice {
  readonly kind: 'done' | 'refused';
  /** The name of the key that the text goes on about. */
  readonly key?: string;
  readonly text: string;
}

/** One browser's visit to the portal, signed in or not yet. */
export interface Session {
  /** The cookie's value. */
  readonly id: string;
  /** A token that every form of this session carries, and nobody else can know. */
  readonly csrf: string;
  /** The sign-in name; null before signing in. */
  readonly username: string | null;
}

/** The portal's sessions, held in memory: a restart of the mock signs everybody out. */
export interface Sessions {
  /** The session with this cookie value. */
  find(id: string | undefined): Session | undefined;
  /** The session before sign-in: only its token, which the browser sent or gets. */
  visit(csrf: string | undefined): Session;
  /** Ends `session` and begins one of this user, under an id that no one knew before the sign-in. */
  signIn(session: Session, username: string): Session;
  end(session: Session): void;
  /** Leaves a notice for the session's next page; `takeNotice` gives and forgets it. */
  leaveNotice(session: Session, notice: Notice): void;
  takeNotice(session: Session): Notice | null;
  /** Marks a form as used; false when it was used before, as by a reload of the response or Back. */
  spend(session: Session, form: string): boolean;
}

interface StoredSession {
  readonly session: Session;
  readonly spent: Set<string>;
  notice: Notice | null;
}

const CAPACITY = 1000;
const SPENT_FORMS = 200;

/** The form of a secret. */
const TOKEN = /^[\w-]{43}$/;

const secret = () => randomBytes(32).toString('base64url');

/** A name for one rendered form: a form that is sent twice differs from two forms sent once. */
export const newFormId = (): string => randomBytes(12).toString('base64url');

/** Makes an empty list of sessions; the one idle for longest falls out when there are more than a thousand. */
export function createSessions(): Sessions {
  const byId = new Map<string, StoredSession>();
  const begin = (username: string): Session => {
    const session = { id: secret(), csrf: secret(), username };
    byId.set(session.id, { session, spent: new Set(), notice: null });
    trim(byId, CAPACITY);
    return session;
  };
  return {
    find(id = '') {
      const stored = byId.get(id);
      if (!stored) return undefined;
      byId.delete(id);
      byId.set(id, stored);
      return stored.session;
    },
    visit: (csrf) => ({ id: '', csrf: csrf !== undefined && TOKEN.test(csrf) ? csrf : secret(), username: null }),
    signIn(session, username) {
      byId.delete(session.id);
      return begin(username);
    },
    end: (session) => void byId.delete(session.id),
    leaveNotice(session, notice) {
      const stored = byId.get(session.id);
      if (stored) stored.notice = notice;
    },
    takeNotice(session) {
      const stored = byId.get(session.id);
      const notice = stored?.notice ?? null;
      if (stored) stored.notice = null;
      return notice;
    },
    spend(session, form) {
      const spent = byId.get(session.id)?.spent;
      if (!spent || spent.has(form)) return false;
      spent.add(form);
      trim(spent, SPENT_FORMS);
      return true;
    },
  };
}

/** Drops the oldest entries until `capacity` are left. */
function trim(collection: Map<string, unknown> | Set<string>, capacity: number): void {
  for (const key of collection.keys()) {
    if (collection.size <= capacity) return;
    collection.delete(key);
  }
}
