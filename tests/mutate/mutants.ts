import ts from 'typescript';
import { readFileSync } from 'node:fs';

/** One small change of a file. */
export interface Mutant {
  readonly file: string;
  readonly line: number;
  /** What was there, and what is put there instead. */
  readonly before: string;
  readonly after: string;
  readonly start: number;
  readonly end: number;
  /** The expression that it is a part of, from and to: whoever comes by it comes by the change. */
  readonly within: readonly [number, number];
}

const OPERATORS: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [ts.SyntaxKind.LessThanToken]: '<=',
  [ts.SyntaxKind.LessThanEqualsToken]: '<',
  [ts.SyntaxKind.GreaterThanToken]: '>=',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '>',
  [ts.SyntaxKind.AmpersandAmpersandToken]: '||',
  [ts.SyntaxKind.BarBarToken]: '&&',
  [ts.SyntaxKind.PlusToken]: '-',
  [ts.SyntaxKind.MinusToken]: '+',
};

const METHODS = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['min', 'max'],
  ['max', 'min'],
]);

/** From here on a number is a size or a time: one more of it is no fault that anybody would see, none at all is. */
const LARGE = 600;

/** Every small change that can be made to a file: an operator, a method, a condition, a number, a truth value. */
export function mutantsOf(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const change = (node: ts.Node, after: string, within: ts.Node = node) => {
    const [start, end] = [node.getStart(), node.getEnd()];
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    const around = [within.getStart(), within.getEnd()] as const;
    found.push({ file, line, before: text.slice(start, end), after, start, end, within: around });
  };
  const visit = (node: ts.Node): void => {
    // Types change nothing that runs.
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node)) return;
    if (ts.isBinaryExpression(node) && !isText(node) && !isOrder(node)) {
      const other = OPERATORS[node.operatorToken.kind];
      if (other !== undefined) change(node.operatorToken, other, node);
    }
    if (ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent)) {
      const other = METHODS.get(node.name.text);
      if (other !== undefined) change(node.name, other, wholeChain(node.parent));
    }
    if (isWording(node)) return;
    if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) {
      const condition = ts.isIfStatement(node) ? node.expression : node.condition;
      change(condition, `!(${condition.getText()})`);
    }
    if (ts.isNumericLiteral(node) && !isName(node)) {
      const value = Number(node.text.replaceAll('_', ''));
      if (!isSign(node)) change(node, value < LARGE && !isBound(node) ? String(value + 1) : '0');
    }
    if (node.kind === ts.SyntaxKind.TrueKeyword) change(node, 'false');
    if (node.kind === ts.SyntaxKind.FalseKeyword) change(node, 'true');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Whether a number is the name of a property, or the value of one in a table. */
const isName = ({ parent }: ts.Node): boolean =>
  ts.isPropertyAssignment(parent) || (ts.isBindingElement(parent) && parent.propertyName !== undefined);

/** Whether a number has a name: then it is a bound that somebody chose. One more would be as good a choice, none at all is a fault. */
const isBound = ({ parent }: ts.Node): boolean =>
  ts.isVariableDeclaration(parent) &&
  ts.isVariableDeclarationList(parent.parent) &&
  /^[A-Z_]+$/.test(parent.name.getText());

/** Whether a number is 1 of `a < b ? -1 : 1`: of an order only the sign counts, so 2 is the same. */
function isSign(node: ts.Node): boolean {
  const { parent } = node;
  if (node.getText() !== '1') return false;
  const outer = ts.isPrefixUnaryExpression(parent) ? parent.parent : parent;
  return ts.isConditionalExpression(outer) && /[?:] -1\b/.test(outer.getText().replace(/\s+/g, ' '));
}

/** Whether a comparison only orders: of `a < b ? -1 : 1` a tie falls either way, and nothing is promised of it. */
const isOrder = ({ parent }: ts.Node): boolean =>
  ts.isConditionalExpression(parent) &&
  [parent.whenTrue.getText(), parent.whenFalse.getText()].sort().join() === '-1,1';

/** Whether a sum may be one of texts: a minus there is no change of a programmer's. */
const isText = ({ left, right }: ts.BinaryExpression): boolean =>
  [left, right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side));

/** Whether an expression only picks words of a sentence, as in `${count} request${count === 1 ? '' : 's'}`. */
const isWording = (node: ts.Node): boolean =>
  ts.isConditionalExpression(node) &&
  ts.isTemplateSpan(node.parent) &&
  [node.whenTrue, node.whenFalse].every(ts.isStringLiteralLike);

/** The chain of `?.` that a call is a part of: a part of it cannot stand alone. */
function wholeChain(node: ts.Expression): ts.Expression {
  const { parent } = node;
  const isLink =
    (ts.isPropertyAccessExpression(parent) ||
      ts.isElementAccessExpression(parent) ||
      ts.isCallExpression(parent) ||
      ts.isNonNullExpression(parent)) &&
    parent.expression === node;
  return isLink ? wholeChain(parent) : node;
}

/** The text with the change. */
export const mutated = (text: string, { start, end, after }: Mutant): string =>
  text.slice(0, start) + after + text.slice(end);

/** The text in which each place that a change is within calls `hit` with the number of the change. */
export function watched(text: string, places: readonly { readonly at: number; readonly mutant: Mutant }[]): string {
  const cuts = places.flatMap(({ at, mutant }) => {
    const [from, to] = mutant.within;
    return [
      { position: from, length: to - from, code: `(__hit(${at}), ` },
      { position: to, length: Infinity, code: ')' },
    ];
  });
  // From the end of the file on: of what begins at one place the inner one first.
  cuts.sort((a, b) => b.position - a.position || a.length - b.length);
  return cuts.reduce((code, { position, code: more }) => code.slice(0, position) + more + code.slice(position), text);
}

/** Every change of some files, by number. */
export const mutantsIn = (files: readonly string[]): Mutant[] => files.flatMap((file) => mutantsOf(file, codeOf(file)));

/** The changes of some files with their numbers, in an order that depends on the seed alone. */
export function* shuffled(
  files: ReadonlySet<string>,
  mutants: readonly Mutant[],
  seed: number,
): Generator<[number, Mutant]> {
  const all = [...mutants.entries()].filter(([, { file }]) => files.has(file));
  let state = seed;
  const next = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x80000000;
  while (all.length > 0) yield* all.splice(Math.floor(next() * all.length), 1);
}

/** A file without its samples: what they show is not what they judge. */
function codeOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  const at = text.search(/^export const samples\b/m);
  return at < 0 ? text : text.slice(0, at);
}
