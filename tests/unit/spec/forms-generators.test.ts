import { test, expect } from '@playwright/test';
import { expectImported, field, form, type Form } from './forms.ts';

/** Files as generators write them. */
const FORMS: readonly Form[] = [
  {
    name: 'swashbuckle-2.0',
    what: 'Swagger 2.0 with x-nullable and a key in another header',
    notes: [/The request limit is read from "Up to 60 requests per minute\."/],
    holds: (contract) => {
      expect(contract.keyHeader).toBe('X-Api-Key');
      expect(contract.limit).toEqual({ requests: 60, windowSeconds: 60 });
      expect(field(contract, 'listClients', 'lastReviewDate')?.nullable).toBe(true);
    },
  },
  {
    name: 'swashbuckle-3.1',
    what: 'a nullable reference as `type: "null"` with allOf',
    holds: (contract) => {
      expect(field(contract, 'listReviews', 'assignedVCIO')).toMatchObject({ type: 'object', nullable: true });
      expect(field(contract, 'listReviews', 'assignedVCIO.id')?.format).toBe('uuid');
    },
  },
  {
    name: 'nswag-3.0',
    what: 'nullable beside oneOf of one reference, guid, whole numbers with names, two keys',
    notes: [
      /several keys in headers \(Authorization, mitp-api-key\); mitp-api-key is taken, because security requires/,
    ],
    holds: (contract) => {
      expect(contract.keyHeader).toBe('mitp-api-key');
      expect(field(contract, 'listClients', 'id')?.format).toBe('uuid');
      expect(field(contract, 'listReviews', 'assignedVCIO')).toMatchObject({ type: 'object', nullable: true });
      expect(field(contract, 'listReviews', 'status')).toMatchObject({
        enum: [0, 1, 2, 3],
        'x-enum-varnames': ['New', 'EngineerInProgress', 'VCIOInProgress', 'Complete'],
      });
      expect(new URL(contract.document.servers?.[0]?.url ?? '').hostname).toBe('reporting.live.myitprocess.com');
    },
  },
  {
    name: 'aspnetcore-9',
    what: 'sets without a type, components for nullable kinds',
    holds: (contract) => {
      expect(field(contract, 'listReviews', 'origin')).toMatchObject({ type: 'string', enum: ['Imported', 'Entered'] });
      expect(field(contract, 'listReviews', 'previousStatus')?.nullable).toBe(true);
      expect(field(contract, 'listReviews', 'assignedEngineer')?.nullable).toBe(true);
    },
  },
  {
    name: 'aspnetcore-10',
    what: 'OpenAPI 3.1: oneOf null and a reference, numbers that are read from text, words beside a reference',
    holds: (contract) => {
      expect(field(contract, 'listReviews', 'assignedVCIO')?.nullable).toBe(true);
      expect(field(contract, 'listReviews', 'reviewer')).toMatchObject({
        type: 'object',
        description: 'Who reviews it.',
      });
      expect(field(contract, 'listReviews', 'id')).toMatchObject({ type: 'integer' });
      expect(field(contract, 'listReviews', 'id')?.pattern).toBeUndefined();
      expect(field(contract, 'listClients', 'alignmentScore')).toMatchObject({ type: 'number', nullable: true });
      expect(field(contract, 'listClients', 'tier')?.enum).toEqual(['gold']);
    },
  },
  {
    name: 'aspnetcore-10-in-3.0',
    what: 'OpenAPI 3.0 of the same: null as a choice without a type',
    holds: (contract) => {
      for (const path of ['assignedVCIO', 'status', 'approver']) {
        expect(field(contract, 'listReviews', path)?.nullable, path).toBe(true);
      }
      expect(field(contract, 'listReviews', 'single')).toMatchObject({ type: 'object' });
      expect(field(contract, 'listReviews', 'single')?.nullable).toBeUndefined();
    },
  },
];

for (const { name, what, ...expected } of FORMS) {
  test(`${name}: imported, checked and served: ${what}`, () => expectImported(form(name), expected));
}
