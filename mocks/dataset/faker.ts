import type { Faker } from '@faker-js/faker';
import { faker as shared } from '@faker-js/faker/locale/en';

/**
 * A generator of our own. Seeding it makes a dataset repeatable, and leaves alone the one that the caller of `startMock`
 * may use in the same process. It is made from the shared one, because the package's main entry brings seventy languages.
 */
export const faker: Faker = new (shared.constructor as typeof Faker)({ locale: shared.rawDefinitions });
