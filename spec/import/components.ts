import { isDeepStrictEqual } from 'node:util';
import type { OpenApiDocument } from '../openapi/document.ts';
import { own } from '../own.ts';
import type { Json } from '../record.ts';

type Section = 'schemas' | 'parameters' | 'responses' | 'headers';

/** The named parts of the contract that is being written: what was named once stays named once. */
export interface Components {
  /** `value`, and its name in the old contract if it is a `$ref` there. */
  readonly old: <T extends object>(section: Section, value: T | undefined) => { name?: string; value?: T };
  /**
   * A `$ref` to `value` under `name`. If that name is taken by another value, the value itself: the vendor describes the two
   * places differently.
   */
  readonly name: (section: Section, name: string | undefined, value: object) => Json;
  readonly sections: Record<Section, Json>;
}

/** The named parts of a new contract, with the names of the old one where it has some. */
export function componentsOver(old: OpenApiDocument): Components {
  const sections: Components['sections'] = { parameters: {}, headers: {}, responses: {}, schemas: {} };
  return {
    sections,
    old: <T extends object>(section: Section, value: T | undefined) => {
      const ref = (value as { $ref?: string } | undefined)?.$ref;
      if (ref === undefined) return value === undefined ? {} : { value };
      const name = ref.slice(ref.lastIndexOf('/') + 1);
      const named = own(old.components?.[section] as Record<string, T> | undefined, name);
      return named === undefined ? {} : { name, value: named };
    },
    name: (section, name, value) => {
      if (name === undefined) return value as Json;
      const part = sections[section];
      if (!Object.hasOwn(part, name)) part[name] = value;
      return isDeepStrictEqual(part[name], value) ? { $ref: `#/components/${section}/${name}` } : (value as Json);
    },
  };
}
