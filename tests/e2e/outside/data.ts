/** Rows written from the published facts alone: no contract file, no mock, no reference model. */
import type { Row } from './order.ts';

export type Lists = Record<string, Row[]>;

/** A number generator with a seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface DataOptions {
  seed: number;
  /** Rows in each list. */
  rows: number;
  /** The first integer id. */
  firstId: number;
  /** Whether every member that may be null is. */
  allNull: boolean;
  /** Digits of a second's fraction that are stored. */
  digits: number;
  /** Uuids in capitals in some lists. */
  upperUuids: boolean;
}

const NAMES = [
  'Co-op Dental',
  'Coop Dental',
  "O'Brien & Sons",
  'OBrien and Sons',
  'Müller GmbH',
  'Muller GmbH',
  'MÜLLER gmbh',
  'Zoë Studio',
  'zebra',
  'Zebra',
  'resume',
  'résumé',
  'Ångström AB',
  'Straße 5',
  'Strasse 5',
  'A_B test',
  'A%B test',
  'A-B test',
  'AB test',
  'plain ',
  'plain',
  '10 Downing',
  '9 Downing',
  'Łódź Works',
  '東京 Office',
  '(paren)',
  '[bracket]',
  'a.b.c',
  'tab\tbed',
  "rock-'n'-roll",
  'naïve',
];

/** All lists of one provider, each reference pointing at a row that exists. */
export function makeLists({ seed, rows, firstId, allNull, digits, upperUuids }: DataOptions): Lists {
  const roll = dice(seed);
  const int = (n: number) => Math.floor(roll() * n);
  const pick = <T>(from: readonly T[]): T => from[int(from.length)] as T;
  const uuid = (upper = false) => {
    const hex = Array.from({ length: 32 }, () => int(16).toString(16)).join('');
    const text = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
    return upper ? text.toUpperCase() : text;
  };
  const date = (from = 0) => {
    const at = Date.UTC(2019, 0, 1) + from * 86_400_000 + int(1500 * 86_400) * 1000;
    const fraction = digits === 0 || roll() < 0.4 ? '' : `.${String(1 + int(10 ** digits - 1)).padStart(digits, '0')}`;
    return new Date(at).toISOString().slice(0, 19) + fraction;
  };
  const maybe = <T>(make: () => T): T | null => (allNull || roll() < 0.25 ? null : make());
  const name = () => `${pick(NAMES)}${roll() < 0.5 ? '' : ` ${int(40)}`}`;
  const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
  let next = firstId;
  const id = () => (next += 1 + int(5));

  const users = many(rows, () => ({
    id: uuid(),
    firstName: name(),
    lastName: name(),
    roleName: pick(['IT Provider Admin', 'vCIO', 'Engineer']),
    lastLoginDate: maybe(date),
  }));
  const clients = many(rows, () => {
    const isActive = roll() < 0.7;
    return {
      id: uuid(upperUuids),
      name: name(),
      createdDate: date(),
      isActive,
      deactivatedDate: isActive ? null : date(1500),
      lastReviewDate: maybe(date),
      lastAssignedMemberActivityDate: maybe(date),
      alignmentScore: maybe(() => int(1000) / 10),
    };
  });
  const client = () => {
    const one = pick(clients);
    return { id: one.id, name: one.name };
  };
  const person = () => {
    const one = pick(users);
    return { id: one.id, fullName: `${one.firstName} ${one.lastName}` };
  };
  const linked = rows > 0;
  const reviews = many(rows, () => ({
    id: id(),
    name: name(),
    status: pick(['New', 'Complete', 'EngineerInProgress']),
    assignedEngineer: maybe(person),
    assignedVCIO: maybe(person),
    createdDate: date(),
    lastUpdatedDate: date(1500),
    client: client(),
  }));
  const overdue = many(rows, () => ({ client: client(), id: id(), name: name(), fullName: `Area > ${name()}` }));
  const findings = many(rows, () => {
    const review = pick(reviews);
    return {
      id: id(),
      question: { label: `Q${int(30)}`, text: name() },
      review: { id: review.id, name: review.name },
      vcioAnswerType: maybe(() => pick(['Aligned with Best Practice', 'Marginal', 'Vulnerable', 'Highly Vulnerable'])),
      isArchived: roll() < 0.3,
    };
  });
  const initiatives = many(rows, () => ({
    id: id(),
    client: client(),
    title: name(),
    description: maybe(name),
    isArchived: roll() < 0.3,
    recommendationsIds: [] as number[],
    findingsIds: linked ? [pick(findings).id] : [],
  }));
  const recommendations = many(rows, () => {
    const own = id();
    const initiative = maybe(() => pick(initiatives));
    initiative?.recommendationsIds.push(own);
    return {
      id: own,
      parentId: null as number | null,
      client: initiative?.client ?? client(),
      initiative: initiative ? { id: initiative.id } : null,
      name: name(),
      description: maybe(name),
      budget: maybe(() => int(100_000) / 4),
      budgetMonth: maybe(() => `20${14 + int(9)}-${String(1 + int(12)).padStart(2, '0')}`),
      hours: maybe(() => int(80) / 2),
      type: pick(['Maintenance', 'Project']),
      responsibleParty: 'Us',
      status: pick(['Accepted', 'Declined']),
      priority: pick(['Low', 'Medium', 'High']),
      isArchived: roll() < 0.3,
      findingsIds: linked ? [pick(findings).id] : [],
      recommendationFeedbacks: [] as Row[],
    };
  });
  for (const [i, one] of recommendations.entries())
    if (!allNull && i > 3 && roll() < 0.4) one.parentId = recommendations[int(i)]?.id ?? null;
  const meetings = many(rows, () => ({
    id: id(),
    status: pick(['Past', 'Upcoming']),
    title: name(),
    purpose: maybe(name),
    startDate: date(),
    endDate: date(1500),
    location: maybe(name),
    summaryDescription: maybe(name),
    recommendationIds: linked ? [pick(recommendations).id] : [],
    client: client(),
    createdBy: maybe(person),
  }));
  const lists: Lists = {
    '/clients': clients,
    '/users': users,
    '/reviews': reviews,
    '/reviews/categories/overdue': overdue,
    '/findings': findings,
    '/recommendations': recommendations,
    '/initiatives': initiatives,
    '/meetings': meetings,
  };
  for (const [i, { id: parent }] of recommendations.entries()) {
    lists[`/recommendations/${parent}/configurations`] = many(i < 5 ? Math.min(rows, 12) : int(3), () => ({
      id: id(),
      name: name(),
      status: pick(['Active', 'Inactive']),
      type: pick(['Server', 'Workstation']),
      location: maybe(name),
      expirationDate: maybe(date),
    }));
  }
  return lists;
}
