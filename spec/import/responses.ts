import type { Response } from '../openapi/operations.ts';
import type { Schema } from '../openapi/schema.ts';
import { allows } from '../sample-value.ts';
import { adopt } from './adopt.ts';
import type { Components } from './components.ts';
import type { Json } from '../record.ts';

type Responses = Readonly<Record<string, Response>>;

/** The schema of an answer in JSON, however the document labels it: Swashbuckle lists text/plain and text/json beside. */
export function jsonSchema(response: Response | undefined): Schema | undefined {
  const types = Object.entries(response?.content ?? {});
  const json =
    types.find(([type]) => type.split(';')[0] === 'application/json') ?? types.find(([type]) => type.includes('json'));
  return (json ?? types[0])?.[1].schema;
}

/** Whether every example body that we give for an error would be allowed by the vendor's schema for it. */
function allowsOurs(old: Response, schema: Schema): boolean {
  const { additionalProperties: _, unread: __, ...open } = adopt(schema);
  const examples = Object.values(old.content ?? {}).flatMap((content) => Object.values(content.examples ?? {}));
  return examples.every(({ value }) => allows(open, value));
}

/**
 * The responses other than 200: ours, marked documented where the vendor lists the status too. The vendor's error schema is
 * compared with ours; ours stays, because clients and the mock rely on problem details, and the difference is noted.
 * @param whole the old responses without `$ref`
 */
export function mergeErrors(
  olds: Readonly<Record<string, object>>,
  whole: Responses,
  nows: Responses,
  components: Components,
  note: (text: string) => void,
): Json {
  const kept = Object.entries(olds).filter(([status]) => status !== '200');
  const added = Object.entries(nows).filter(([status]) => /^[45]\d\d$/.test(status) && !(status in olds));
  return Object.fromEntries([
    ...kept.map(([status, raw]): [string, Json] => {
      const { name, value } = components.old('responses', raw);
      const [old, now] = [whole[status], nows[status]];
      const schema = jsonSchema(now);
      if (old && schema && !allowsOurs(old, schema)) {
        note(`the vendor describes another body for ${status}; ours is kept, see CON-08.`);
      }
      const response = { ...value, ...(now && { 'x-evidence': 'documented' }) };
      return [status, components.name('responses', name, response)];
    }),
    ...added.map(([status, now]): [string, Json] => {
      return [status, { description: now.description || `Status ${status}.`, 'x-evidence': 'documented' }];
    }),
  ]);
}
