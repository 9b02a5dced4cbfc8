import type { Usual } from './scenario.ts';

/** The number of a request in the middle of what the client usually sends: never the first where there is a second. */
export const middle = ({ requests }: Usual): number => (requests < 2 ? 1 : Math.max(2, Math.ceil((requests + 1) / 2)));
