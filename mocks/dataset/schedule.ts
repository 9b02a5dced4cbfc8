import { faker } from './faker.ts';

import type { components } from '../../spec/generated/api.ts';
import type { Context } from './context.ts';
import { dateAfter, dateBetween, dateText } from './dates.ts';
import { clientOf, personOf, type Client, type User } from './people.ts';
import type { Recommendation } from './strategy.ts';
import { orNull, paragraph, pick, pickSome } from './text.ts';

export type Meeting = components['schemas']['Meeting'];
export type Configuration = components['schemas']['Configuration'];

/** Business reviews held with a client, about its own recommendations. */
export function makeMeetings(
  context: Context,
  clients: readonly Client[],
  users: readonly User[],
  recommendations: readonly Recommendation[],
): Meeting[] {
  const statuses = context.known('listMeetings', 'status');
  const byClient = new Map<string, number[]>();
  for (const { id, client } of recommendations) byClient.set(client.id, [...(byClient.get(client.id) ?? []), id]);
  return Array.from({ length: context.counts.meetings }, () => {
    const client = pick(clients);
    const start = dateBetween();
    return {
      id: context.nextId('meetings'),
      status: pick(statuses),
      title: pick(['QBR', 'Q1 business review', 'Roadmap & budget', 'Kick-off', '100% done?']),
      purpose: orNull(30, () => faker.company.buzzPhrase()),
      startDate: start.text,
      endDate: pick([start, dateAfter(start, 1)]).text,
      location: orNull(30, () => pick(['On site', 'Teams', 'Büro Köln', '会議室', faker.location.city()])),
      summaryDescription: orNull(40, paragraph),
      recommendationIds: pickSome(byClient.get(client.id) ?? [], 4),
      client: clientOf(client),
      createdBy: orNull(15, () => personOf(pick(users))),
    };
  });
}

const TYPES = ['Server', 'Workstation', 'Firewall', 'Backup Appliance', 'Switch & WLAN'];

/** An asset; some of its dates are written with milliseconds and a Z, as the vendor's are. */
function configuration(context: Context): Configuration {
  const expires = dateBetween();
  return {
    id: context.nextId('configurations'),
    name: `${faker.hacker.abbreviation()}-${faker.string.numeric(2)}`,
    status: pick(['Active', 'Inactive', 'In repair']),
    type: pick(TYPES),
    location: orNull(30, () => pick(['Server room', 'Büro', faker.location.city()])),
    expirationDate: orNull(25, () => pick([expires.text, `${dateText(expires.second)}.000Z`])),
  };
}

/** The configurations of each recommendation: many for the second one, a few or none for the others. */
export function makeConfigurations(
  context: Context,
  recommendations: readonly Recommendation[],
): Map<string, Configuration[]> {
  const lengthAt = (index: number) => (index === 1 ? context.counts.configurations : index % 4);
  return new Map(
    recommendations.map(({ id }, index) => [
      String(id),
      Array.from({ length: lengthAt(index) }, () => configuration(context)),
    ]),
  );
}
