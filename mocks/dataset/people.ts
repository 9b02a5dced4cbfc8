import { faker } from './faker.ts';

import type { components } from '../../spec/generated/api.ts';
import type { Context } from './context.ts';
import { dateAfter, dateBetween } from './dates.ts';
import { clientName, orNull, pick } from './text.ts';

export type User = components['schemas']['User'];
export type Client = components['schemas']['Client'];

/** The people of the IT provider; some of them never signed in. */
export function makeUsers({ counts, known }: Context): User[] {
  const roles = known('listUsers', 'roleName');
  return Array.from({ length: counts.users }, (_, index) => ({
    id: faker.string.uuid(),
    firstName: index === 1 ? 'Jürgen' : faker.person.firstName(),
    lastName: index === 1 ? "Weiß-O'Neil" : faker.person.lastName(),
    roleName: roles[index] ?? pick(roles),
    lastLoginDate: orNull(15, () => dateBetween().text),
  }));
}

/** The customers; one in six is no longer active, and a few share a name. */
export function makeClients({ counts }: Context): Client[] {
  const clients: Client[] = [];
  for (let index = 0; index < counts.clients; index += 1) {
    const created = dateBetween();
    const isActive = faker.number.int({ max: 5 }) > 0;
    const twin = index > 30 && index % 40 === 0 ? clients[index - 1] : undefined;
    clients.push({
      id: faker.string.uuid(),
      name: twin?.name ?? clientName(index),
      createdDate: created.text,
      isActive,
      deactivatedDate: isActive ? null : dateAfter(created, 900).text,
      lastReviewDate: orNull(25, () => dateAfter(created, 700).text),
      lastAssignedMemberActivityDate: orNull(25, () => dateAfter(created, 800).text),
      alignmentScore: orNull(20, () => pick([0, 100, 50, 87.5, faker.number.float({ max: 100, fractionDigits: 2 })])),
    });
  }
  return clients;
}

/** A user as other rows name them. */
export const personOf = ({ id, firstName, lastName }: User) => ({ id, fullName: `${firstName} ${lastName}` });

/** A client as other rows name it. */
export const clientOf = ({ id, name }: Client) => ({ id, name });
