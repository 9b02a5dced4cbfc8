import { faker } from './faker.ts';

import type { components } from '../../spec/generated/api.ts';
import type { Context } from './context.ts';
import { dateAfter, dateBetween } from './dates.ts';
import { clientOf, personOf, type Client, type User } from './people.ts';
import { orNull, paragraph, pick } from './text.ts';

export type Review = components['schemas']['Review'];
export type Finding = components['schemas']['Finding'];
export type OverdueReviewCategory = components['schemas']['OverdueReviewCategory'];

const AREAS = [
  'Core Infrastructure',
  'Server Infrastructure',
  'Security',
  'Business Continuity',
  'Software & Licences',
];
const CATEGORIES = ['Backup', 'Firewall', 'Patching', 'Wireless', 'E-mail', 'Identity', 'Endpoints', 'Warranty 100%'];

/** Alignment assessments; many share a name, and not all have people assigned. */
export function makeReviews(context: Context, clients: readonly Client[], users: readonly User[]): Review[] {
  const statuses = context.known('listReviews', 'status');
  return Array.from({ length: context.counts.reviews }, () => {
    const created = dateBetween();
    return {
      id: context.nextId('reviews'),
      name: `Q${faker.number.int({ min: 1, max: 4 })} ${pick(['Technology Review', 'Alignment', 'Security Check'])}`,
      status: pick(statuses),
      assignedEngineer: orNull(15, () => personOf(pick(users))),
      assignedVCIO: orNull(20, () => personOf(pick(users))),
      createdDate: created.text,
      lastUpdatedDate: pick([created, dateAfter(created, 120)]).text,
      client: clientOf(pick(clients)),
    };
  });
}

/** Categories of review that are due for a client. */
export function makeOverdue(context: Context, clients: readonly Client[]): OverdueReviewCategory[] {
  return Array.from({ length: context.counts.overdue }, () => {
    const name = pick(CATEGORIES);
    return {
      client: clientOf(pick(clients)),
      id: context.nextId('overdue'),
      name,
      fullName: `${pick(AREAS)} / ${name}`,
    };
  });
}

/** Questions of a review that were answered "not aligned". */
export function makeFindings(context: Context, reviews: readonly Review[]): Finding[] {
  const responses = context.known('listFindings', 'vcioAnswerType');
  return Array.from({ length: context.counts.findings }, () => {
    const { id, name } = pick(reviews);
    const [section, question] = [faker.number.int({ min: 1, max: 12 }), faker.number.int({ min: 1, max: 30 })];
    return {
      id: context.nextId('findings'),
      question: { label: `${section}.${question}`, text: paragraph() },
      review: { id, name },
      vcioAnswerType: orNull(20, () => pick(responses)),
      isArchived: faker.number.int({ max: 4 }) === 0,
    };
  });
}
