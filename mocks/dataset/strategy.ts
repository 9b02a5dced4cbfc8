import { faker } from './faker.ts';

import type { components } from '../../spec/generated/api.ts';
import type { Context } from './context.ts';
import { dateBetween } from './dates.ts';
import { clientOf, type Client, type User } from './people.ts';
import type { Finding, Review } from './reviews.ts';
import { orNull, paragraph, pick, pickSome } from './text.ts';

export type Recommendation = components['schemas']['Recommendation'];
export type Initiative = components['schemas']['Initiative'];

const VERBS = ['Replace', 'Renew', 'Test', 'Document', 'Upgrade', 'Retire'];
const THINGS = [
  'the backup appliance',
  'the firewall',
  'Windows Server',
  '"legacy" ERP',
  'multi-factor sign-in',
  'WLAN',
];

/** The findings of each client, by way of its reviews. */
function findingsByClient(reviews: readonly Review[], findings: readonly Finding[]): Map<string, number[]> {
  const clientOfReview = new Map(reviews.map(({ id, client }) => [id, client.id]));
  const byClient = new Map<string, number[]>();
  for (const { id, review } of findings) {
    const client = clientOfReview.get(review.id) ?? '';
    const list = byClient.get(client) ?? [];
    list.push(id);
    byClient.set(client, list);
  }
  return byClient;
}

const month = () =>
  `${faker.number.int({ min: 2015, max: 2026 })}-${String(faker.number.int({ min: 1, max: 12 })).padStart(2, '0')}`;

function feedback(context: Context, users: readonly User[]): Recommendation['recommendationFeedbacks'][number] {
  return {
    id: context.nextId('feedbacks'),
    description: paragraph(),
    status: pick(context.known('listRecommendations', 'recommendationFeedbacks[].status')),
    modifedBy: pick(users).id,
    modefiedDate: dateBetween().text,
  };
}

/** Recommendations, and the initiatives that group those of one client; both ends name each other (REL-04). */
export function makeStrategy(
  context: Context,
  clients: readonly Client[],
  users: readonly User[],
  reviews: readonly Review[],
  findings: readonly Finding[],
): { recommendations: Recommendation[]; initiatives: Initiative[] } {
  const { counts, known } = context;
  const ofClient = findingsByClient(reviews, findings);
  const initiatives: Initiative[] = Array.from({ length: counts.initiatives }, () => {
    const client = pick(clients);
    return {
      id: context.nextId('initiatives'),
      client: clientOf(client),
      title: `${pick(VERBS)} ${pick(THINGS)}`,
      description: orNull(20, paragraph),
      isArchived: faker.number.int({ max: 5 }) === 0,
      recommendationsIds: [],
      findingsIds: pickSome(ofClient.get(client.id) ?? [], 4),
    };
  });
  const recommendations: Recommendation[] = [];
  for (let index = 0; index < counts.recommendations; index += 1) {
    const parent = index > 5 && index % 7 === 0 ? recommendations[index - 1] : undefined;
    const initiative = parent ? undefined : orNull(40, () => pick(initiatives));
    const client = parent?.client ?? initiative?.client ?? clientOf(pick(clients));
    const id = context.nextId('recommendations');
    initiative?.recommendationsIds.push(id);
    recommendations.push({
      id,
      parentId: parent?.id ?? null,
      client,
      initiative: initiative ? { id: initiative.id } : null,
      name: `${pick(VERBS)} ${pick(THINGS)}`,
      description: orNull(20, paragraph),
      budget: orNull(20, () => pick([0, 1200, 4800.5, faker.number.int({ min: 100, max: 90_000 })])),
      budgetMonth: orNull(20, month),
      hours: orNull(20, () => pick([0.5, 2, 10, 12, faker.number.int({ min: 1, max: 120 })])),
      type: pick(known('listRecommendations', 'type')),
      responsibleParty: pick(known('listRecommendations', 'responsibleParty')),
      status: pick(known('listRecommendations', 'status')),
      priority: pick(known('listRecommendations', 'priority')),
      isArchived: faker.number.int({ max: 5 }) === 0,
      findingsIds: pickSome(ofClient.get(client.id) ?? [], 3),
      recommendationFeedbacks: index % 5 === 0 ? [feedback(context, users)] : [],
    });
  }
  return { recommendations, initiatives };
}
