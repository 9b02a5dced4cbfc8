import { beyondOf, isOnlyNull, UNREAD } from './beyond.ts';
import { combined, type PlainSchema } from './combine.ts';
import { BrokenReference, lookUp } from './dereference.ts';
import { isRecord, type Json } from '../record.ts';

export type { PlainSchema } from './combine.ts';

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter(isText) : []);

const TYPES: readonly unknown[] = ['object', 'array', 'string', 'number', 'integer', 'boolean'];

/** The one type of several: .NET lists `integer` and `string` where it accepts numbers in texts, but it writes numbers. */
function typeOf(node: Json): { type?: string; nulls: boolean; unread: string[]; readsText: boolean } {
  const all = (Array.isArray(node.type) ? node.type : [node.type]).filter((type) => type !== undefined);
  const types = all.filter((type) => TYPES.includes(type)) as string[];
  // YAML reads `type: [string, null]` as the value null.
  const nulls = all.includes('null') || (Array.isArray(node.type) && all.includes(null));
  if (all.some((type) => isText(type) && type !== 'null' && !TYPES.includes(type)))
    return { nulls, unread: ['type'], readsText: false };
  const numeric = types.find((type) => type === 'integer' || type === 'number');
  const readsText = numeric !== undefined && types.every((type) => type === numeric || type === 'string');
  const [only] = types;
  if (types.length === 1 || readsText) {
    const type = numeric ?? only;
    return { ...(type !== undefined && { type }), nulls, unread: [], readsText: readsText && types.length > 1 };
  }
  return { nulls, unread: types.length > 1 ? ['type'] : [], readsText: false };
}

/** The type that values of a set have, where the set has no type: generators leave it out. */
function typeOfValues(values: readonly unknown[]): string | undefined {
  const kinds = new Set(values.filter((value) => value !== null).map((value) => typeof value));
  const [kind] = kinds;
  if (kinds.size !== 1) return undefined;
  if (kind === 'number')
    return values.every((value) => value === null || Number.isInteger(value)) ? 'integer' : 'number';
  return kind === 'string' || kind === 'boolean' ? kind : undefined;
}

/** Names of integer values, however the generator spells the extension. */
function namesOf(node: Json): string[] | undefined {
  const names = ['x-enum-varnames', 'x-enumNames', 'x-enum-names'].map((key) => texts(node[key]));
  return names.find((list) => list.length > 0);
}

/** Bounds as numbers (3.1) or as a boolean beside the bound (3.0); those of whole numbers as the last number that is allowed. */
function boundsOf(node: Json, isWhole: boolean): PlainSchema {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = readBounds(node);
  const inside = (bound: number | undefined, open: boolean | undefined, step: number) =>
    isWhole && open && bound !== undefined && Number.isInteger(bound) ? { bound: bound + step } : { bound, open };
  const [low, high] = [inside(minimum, exclusiveMinimum, 1), inside(maximum, exclusiveMaximum, -1)];
  return {
    ...(low.bound !== undefined && { minimum: low.bound, ...(low.open && { exclusiveMinimum: true }) }),
    ...(high.bound !== undefined && { maximum: high.bound, ...(high.open && { exclusiveMaximum: true }) }),
  };
}

function readBounds(node: Json): PlainSchema {
  const side = (
    bound: 'minimum' | 'maximum',
    exclusive: 'exclusiveMinimum' | 'exclusiveMaximum',
    tighter: typeof Math.max,
  ) => {
    const [open, closed] = [node[exclusive], node[bound]];
    if (!isNumber(open)) {
      return isNumber(closed) ? { [bound]: closed, ...(open === true && { [exclusive]: true }) } : {};
    }
    return isNumber(closed) && tighter(open, closed) === closed && closed !== open
      ? { [bound]: closed }
      : { [bound]: open, [exclusive]: true };
  };
  return { ...side('minimum', 'exclusiveMinimum', Math.max), ...side('maximum', 'exclusiveMaximum', Math.min) };
}

/** Reads schemas of one document. */
export interface PlainReader {
  /**
   * A schema by its meaning: no `$ref`, one type, `nullable` for every way to write it, `allOf` as one schema. The same node
   * gives the same object. Parts without a counterpart are named in `unread`.
   */
  schema(node: unknown): PlainSchema;
  /** The target of a `$ref`; any other node is returned unchanged. Undefined where the target does not exist. */
  follow: (this: void, node: unknown) => unknown;
}

/** Makes a reader of the schemas of a document in OpenAPI 3.0 or 3.1; it accepts the keywords of both. */
export function plainReader(document: unknown): PlainReader {
  const known = new Map<object, PlainSchema>();
  const underWay = new Set<object>();

  const follow = (node: unknown, trail: readonly string[] = []): unknown => {
    const ref = isRecord(node) ? (node.$ref ?? node.$dynamicRef) : undefined;
    if (!isText(ref)) return node;
    if (trail.includes(ref)) return undefined;
    try {
      return follow(lookUp(document, ref), [...trail, ref]);
    } catch (error) {
      if (!(error instanceof BrokenReference)) throw error;
      return undefined;
    }
  };

  const map = (value: unknown): Record<string, PlainSchema> | undefined =>
    isRecord(value)
      ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, schema(inner)]))
      : undefined;

  /** The node's own keywords, without `allOf`, choices and `$ref`. */
  const ownPart = (node: Json): PlainSchema => {
    const { type: stated, nulls, unread, readsText } = typeOf(node);
    const listed =
      'const' in node ? [node.const] : Array.isArray(node.enum) && node.enum.length > 0 ? node.enum : undefined;
    const nullable = nulls || node.nullable === true || node['x-nullable'] === true || listed?.includes(null);
    const values = listed?.filter((value) => value !== null);
    const properties = map(node.properties);
    const type =
      stated ??
      (properties
        ? 'object'
        : 'items' in node
          ? 'array'
          : values && values.length > 0
            ? typeOfValues(values)
            : undefined);
    const extra = node.additionalProperties;
    const format = node.format === 'guid' ? 'uuid' : node.format;
    const names = namesOf(node);
    const count = (key: string) => (isNumber(node[key]) ? { [key]: node[key] } : {});
    return {
      ...(type !== undefined && { type: type as NonNullable<PlainSchema['type']> }),
      ...(isText(format) && { format }),
      ...(nullable === true && { nullable: true }),
      ...(isText(node.description) && { description: node.description }),
      ...(values && values.length > 0 && { enum: [...new Set(values)] }),
      ...(names && { 'x-enum-varnames': names }),
      ...(properties && { properties }),
      ...(texts(node.required).length > 0 && { required: texts(node.required) }),
      ...(isFlag(extra) && { additionalProperties: extra }),
      ...(isRecord(extra) && { additionalProperties: Object.keys(extra).length === 0 ? true : schema(extra) }),
      ...('items' in node && { items: schema(node.items) }),
      ...(node.default !== undefined && { default: node.default }),
      ...(node.deprecated === true && { deprecated: true }),
      ...(isText(node.pattern) && !readsText && { pattern: node.pattern }),
      ...count('minLength'),
      ...count('maxLength'),
      ...count('minItems'),
      ...count('maxItems'),
      ...count('multipleOf'),
      ...(node.uniqueItems === true && { uniqueItems: true }),
      ...boundsOf(node, type === 'integer'),
      ...unreadPart([...unread, ...UNREAD.filter((key) => key in node)]),
    };
  };

  /** `oneOf` or `anyOf`: a single choice beside null is that choice; several become what they have in common. */
  const choice = (keyword: string, node: Json): PlainSchema | undefined => {
    const choices = node[keyword];
    if (!Array.isArray(choices)) return undefined;
    const real = choices.filter((one) => !isOnlyNull(one)).map(schema);
    const nulls = real.length < choices.length ? { nullable: true } : {};
    const [first] = real;
    if (!first) return nulls;
    if (real.length === 1) return { ...first, ...nulls };
    const same = real.every(({ type, enum: values }) => type !== undefined && type === first.type && values);
    if (same)
      return { type: first.type!, enum: [...new Set(real.flatMap(({ enum: values }) => values ?? []))], ...nulls };
    const nullable = real.some((one) => one.nullable) ? { nullable: true } : nulls;
    return {
      ...(real.every(({ type }) => type === first.type) && first.type && { type: first.type }),
      ...nullable,
      choices: real,
      ...unreadPart([keyword]),
    };
  };

  const read = (node: Json): PlainSchema => {
    const { $dynamicRef, $ref = $dynamicRef, allOf, oneOf: _, anyOf: __, ...own } = node;
    // `type: "null"` beside allOf is how Swashbuckle 10 writes a nullable reference.
    const parts = (Array.isArray(allOf) ? allOf : []).filter((part) => !isOnlyNull(part));
    const nulls = Array.isArray(allOf) && parts.length < allOf.length;
    const named = follow(node);
    // A reference that leads nowhere is no word that says nothing.
    const target =
      $ref === undefined
        ? []
        : [named === undefined ? { unread: [`$ref ${isText($ref) ? $ref : '?'}`] } : schema(named)];
    const choices = ['oneOf', 'anyOf'].flatMap((keyword) => choice(keyword, node) ?? []);
    const beyond = beyondOf(node, follow);
    const said = beyond && { beyond };
    const whole = combined([...target, ...parts.map(schema), ...choices, { ...ownPart(own), ...said }]);
    return nulls ? { ...whole, nullable: true } : whole;
  };

  function schema(node: unknown): PlainSchema {
    if (!isRecord(node)) return node === false ? { unread: ['false'] } : {};
    const before = known.get(node);
    if (before) return before;
    if (underWay.has(node)) return { unread: ['a reference to itself'] };
    underWay.add(node);
    const made = read(node);
    underWay.delete(node);
    known.set(node, made);
    return made;
  }

  return { schema, follow };
}

const unreadPart = (unread: readonly string[]) => (unread.length > 0 ? { unread } : {});
