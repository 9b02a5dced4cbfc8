import { dereference } from './dereference.ts';
import type { OpenApiDocument } from './document.ts';
import type { Operation, RawOperation } from './operations.ts';
import { EVIDENCE, fieldAt, type SchemaField, type ReferenceMark, type Schema } from './schema.ts';
import type { Finding } from './place.ts';

/**
 * The keywords that may have evidence of their own; `nulls` is whether null is allowed, `required` whether the field may be
 * absent.
 */
const KEYWORDS: readonly string[] = [
  ...['type', 'format', 'nulls', 'enum', 'required', 'pattern', 'minimum', 'maximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems'],
];

/** A path as schemaFields() writes it, for fieldAt(), which walks through objects only. */
const has = (operation: Operation, path: string) =>
  operation.members.some((field) => field.path === path) || fieldAt(operation.item, path) !== undefined;

function fieldProblems(operation: Operation, raw: RawOperation): string[] {
  return (raw['x-fields'] ?? []).flatMap(({ name, member: fieldName = name }, index, all) => [
    ...(has(operation, fieldName) ? [] : [`x-fields: the rows have no field ${fieldName}.`]),
    ...(all.findIndex((field) => field.name === name) < index ? [`x-fields: ${name} stands twice.`] : []),
  ]);
}

function referenceProblems(mark: ReferenceMark, operations: readonly Operation[], where: string): string[] {
  const target = operations.find(({ id }) => id === mark.operation);
  if (!target) return [`${where}: x-references names the operation ${mark.operation}, which is not in the contract.`];
  const named = [mark.member, ...Object.values(mark.mirrors ?? {}).flat(), ...(mark.inverse ? [mark.inverse] : [])];
  return named
    .filter((fieldPath) => !has(target, fieldPath))
    .map((fieldPath) => `${where}: x-references names ${fieldPath}, which rows of ${mark.operation} do not have.`);
}

function keywordProblems(path: string, schema: Schema): string[] {
  return Object.entries(schema['x-keyword-evidence'] ?? {}).flatMap(([name, level]) => [
    ...(EVIDENCE.includes(level)
      ? []
      : [`${path}: x-keyword-evidence says ${level} of ${name}, not one of ${EVIDENCE.join(', ')}.`]),
    ...(KEYWORDS.includes(name) && (name in schema || name === 'nulls' || name === 'required')
      ? []
      : [`${path}: x-keyword-evidence names ${name}, which is no keyword there.`]),
  ]);
}

function schemaFieldProblems({ path, schema, owner }: SchemaField, operations: readonly Operation[]): string[] {
  const evidence = schema['x-evidence'];
  const siblings = Object.keys(owner.properties ?? {});
  const present = schema['x-present-when'];
  const mark = schema['x-references'];
  const ordered = (schema['x-date-order'] ?? []).flat().filter((name) => !(name in (schema.properties ?? {})));
  return [
    ...(evidence !== undefined && !EVIDENCE.includes(evidence)
      ? [`${path}: x-evidence is ${evidence}, not one of ${EVIDENCE.join(', ')}.`]
      : []),
    ...keywordProblems(path, schema),
    ...(present && !siblings.includes(present.member)
      ? [`${path}: x-present-when names ${present.member}, which is not beside it.`]
      : []),
    ...ordered.map((name) => `${path}: x-date-order names ${name}, which the object does not have.`),
    ...(mark ? referenceProblems(mark, operations, path) : []),
    ...Object.keys(mark?.mirrors ?? {})
      .filter((name) => !siblings.includes(name))
      .map((name) => `${path}: x-references mirrors ${name}, which is not beside it.`),
  ];
}

/** Names in the contract's own marks (`x-fields`, `x-references` and others) that do not exist. */
export function markProblems(operations: readonly Operation[], document: OpenApiDocument): Finding[] {
  return operations.flatMap((operation) => {
    const raw = dereference(document, document.paths[operation.path]?.get) as RawOperation;
    const row: SchemaField = { path: 'row', schema: operation.item, owner: operation.item, required: true };
    const pointers = operation.parameters.flatMap((parameter) => {
      const mark = parameter['x-references'];
      return mark ? referenceProblems(mark, operations, parameter.name) : [];
    });
    const messages = [
      ...fieldProblems(operation, raw),
      ...Object.entries(operation.envelope.properties ?? {}).flatMap(([name, schema]) => keywordProblems(name, schema)),
      ...pointers,
      ...[row, ...operation.members].flatMap((field) => schemaFieldProblems(field, operations)),
    ];
    return messages.map((message) => ({
      place: ['paths', operation.path, 'get'],
      message: `${operation.id}: ${message}`,
    }));
  });
}
