import { readFileSync } from 'node:fs';
import ts from 'typescript';
import type { Finding } from '../../../verifier/verdict.ts';

/** A place in a check that makes a finding: an object with `want` and `got`, as far as its texts are written there. */
export interface Branch {
  readonly line: number;
  readonly want: RegExp;
  readonly got: RegExp;
}

const ANYTHING = '[^]*';

/** The places in a check's file that make a finding. Those whose texts both come from elsewhere cannot be told apart. */
export function branchesIn(file: string): Branch[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Branch[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const [want, got] = ['want', 'got'].map((name) => textOf(node, name));
      if (want !== undefined && got !== undefined && (want !== ANYTHING || got !== ANYTHING)) {
        const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        found.push({ line, want: new RegExp(`^${want}$`), got: new RegExp(`^${got}$`) });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Whether a finding may have been made there. */
export const isMadeBy = ({ want, got }: Branch, finding: Finding): boolean =>
  want.test(finding.want) && got.test(finding.got);

/** What a property of a literal holds, as a pattern; undefined where the literal has no such property. */
function textOf(node: ts.ObjectLiteralExpression, name: string): string | undefined {
  const property = node.properties.find((one) => one.name && ts.isIdentifier(one.name) && one.name.text === name);
  if (property === undefined) return undefined;
  return ts.isPropertyAssignment(property) ? patternOf(property.initializer) : ANYTHING;
}

function patternOf(node: ts.Expression): string {
  if (ts.isStringLiteralLike(node)) return literal(node.text);
  if (ts.isParenthesizedExpression(node)) return patternOf(node.expression);
  if (ts.isConditionalExpression(node)) return `(?:${patternOf(node.whenTrue)}|${patternOf(node.whenFalse)})`;
  if (!ts.isTemplateExpression(node)) return ANYTHING;
  const parts = node.templateSpans.map((span) => patternOf(span.expression) + literal(span.literal.text));
  return literal(node.head.text) + parts.join('');
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
