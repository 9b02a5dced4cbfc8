import { Document, isCollection, isPair, isSeq, visit, type Node } from 'yaml';

type Collection = { toString: unknown };

/** Shorter mappings are on one line, as the formatter leaves them. */
const ONE_LINE = 72;

/** Length of an entry on one line; Infinity when it holds collections or several lines. */
function width(value: unknown): number {
  // A key without a value.
  if (value === null || value === undefined) return 2;
  if (isPair(value)) return width(value.key) + width(value.value) + 2;
  if (isCollection(value)) return Infinity;
  const scalar = (value as { value?: unknown }).value;
  return typeof scalar === 'string' && scalar.includes('\n') ? Infinity : (JSON.stringify(scalar) ?? '').length + 2;
}

/** Older parsers (SnakeYAML) end a plain text inside a flow mapping at `?` and `:`. */
function quoteInFlow(collection: Node): void {
  visit(collection, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'string' && /[?:]/.test(scalar.value)) scalar.type = 'QUOTE_SINGLE';
    },
  });
}

/**
 * A document as YAML in the style of spec/openapi.yaml, formatted as Prettier does: single quotes, small mappings on one line,
 * long texts unfolded. Texts that YAML 1.1 tools would read as dates or booleans are quoted.
 */
export function yamlText(value: unknown): string {
  // Many OpenAPI tools read YAML 1.1, unlike this library by default: 2024-01-01T00:00:00 bare is a date there.
  const document = new Document(value, { aliasDuplicateObjects: false, schema: 'yaml-1.1' });
  visit(document, {
    Map(_, node) {
      const length = node.items.reduce((sum, item) => sum + width(item), 0);
      if (length >= ONE_LINE || node.items.length === 0) return;
      node.flow = true;
      quoteInFlow(node);
    },
  });
  return document.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: true });
}

/** The longest line that the formatter leaves alone. */
const WIDEST = 120;

/**
 * The text of a document that was read from a file in the style of spec/openapi.yaml and then changed: what was not
 * changed stays as it is, comments, order and line breaks included.
 */
export function editedText(document: Document): string {
  visit(document, {
    Collection(_, node) {
      const write = (Object.getPrototypeOf(node) as Collection).toString as (...args: unknown[]) => string;
      const flowCollectionPadding = isSeq(node) ? '' : ' ';
      const inStyle = (context: object, ...rest: unknown[]) =>
        write.call(node, { ...context, flowCollectionPadding }, ...rest);
      Object.assign(node, { toString: inStyle });
    },
    Scalar(key, scalar) {
      // Many OpenAPI tools read YAML 1.1, where a bare day is a date.
      if (key !== 'key' && typeof scalar.value === 'string' && /^\d{4}-\d\d-\d\d$/.test(scalar.value))
        scalar.type = 'QUOTE_SINGLE';
    },
  });
  const text = document.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: true });
  return text.replace(/^( *)([^\s:#]+:) (\{ .* \})$/gm, (line, indent: string, key: string, flow: string) =>
    line.length > WIDEST && indent.length + 2 + flow.length <= WIDEST ? `${indent}${key}\n${indent}  ${flow}` : line,
  );
}
