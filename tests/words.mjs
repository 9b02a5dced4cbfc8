/**
 * Names in code, names of files and headings say what the field says (CONTRIBUTING, house style 2): none of these words is part of one.
 * `node tests/words.mjs` names each that is, and ends with 1.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** What is said in place of a word. */
const SAY = {
  request: ['ask', 'asks', 'asked', 'asking', 'question', 'questions'],
  response: ['answer', 'answers', 'answered', 'answering'],
  recorder: ['ledger', 'ledgers'],
  field: ['member', 'members'],
  scheduler: ['course'],
  rejected: ['refused', 'refuse', 'refuses', 'refusal', 'refusals'],
  scenario: ['scene', 'scenes'],
  'network error': ['road', 'roads', 'vain', 'spoilt'],
  'progress reporter': ['teller'],
  conforming: ['honest'],
  'cross-tenant': ['stranger', 'strangers', 'impostor', 'impostors'],
  'not covered': ['unasked'],
  'revoked or deleted': ['dead'],
  'skipped or aborted': ['untried', 'unjudged'],
  created: ['born'],
  suppression: ['agreement', 'agreements'],
  'contract runtime': ['kernel'],
  'response cache': ['readings', 'outbox'],
  dataset: ['world', 'worlds'],
  'run lock': ['claim', 'claims'],
};

/** Names that others gave, or that are promised to them: formats that are written and read, and data of the vendor's. */
const GIVEN = new Set([
  ...['refused401', 'agreementProblems'], // the run record
  ...['question', 'vcioAnswerType', 'lastAssignedMemberActivityDate'], // fields of the vendor's lists
  ...['MITP_PORTAL_MEMBER_USERNAME', 'MITP_PORTAL_MEMBER_PASSWORD'], // somebody who belongs to the provider
]);

/** Names of properties in such formats: a local name is not bound to them. */
const GIVEN_PROPERTIES = new Set(['member', 'members', 'answer']);

const wordsFor = new Map(Object.entries(SAY).flatMap(([say, words]) => words.map((word) => [word, say])));

/** The words of a name: of `askedFor`, `asked` and `for`. */
const wordsOf = (name) =>
  name
    .replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3 $2')
    .toLowerCase()
    .split(/[^a-z]+/);

/** What is wrong with a name, if anything. */
function wrong(name, isLocal = false) {
  if (GIVEN.has(name) || (GIVEN_PROPERTIES.has(name) && !isLocal)) return undefined;
  const word = wordsOf(name).find((one) => wordsFor.has(one));
  return word === undefined ? undefined : `"${name}": say ${wordsFor.get(word)}, not ${word}`;
}

const isLocal = (node) =>
  [ts.isVariableDeclaration, ts.isParameter, ts.isBindingElement, ts.isFunctionDeclaration].some((is) => is(node));

/** The names that a file of code gives, with their lines, and whether they are local. */
function namesIn(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const names = [];
  const visit = (node) => {
    const { name } = node;
    const isGiven = name !== undefined && !ts.isPropertyAccessExpression(node) && !ts.isImportSpecifier(node);
    if (isGiven && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)))
      names.push([name.text, source.getLineAndCharacterOfPosition(name.getStart()).line + 1, isLocal(node)]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

const headingsIn = (text) =>
  text.split('\n').flatMap((line, at) => (/^#{1,6} /.test(line) ? [[line.replace(/`[^`]*`/g, ''), at + 1]] : []));

const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(file) && !/generated|front-ends\/apps|^tests\/words\.mjs$/.test(file));
const problems = files.flatMap((file) => {
  const named = file.split('/').flatMap((part) => wrong(part.replace(/\..*/, ''), true) ?? []);
  const read = /\.(ts|mjs|js)$/.test(file) ? namesIn : file.endsWith('.md') ? (_, text) => headingsIn(text) : () => [];
  const inside = read(file, readFileSync(file, 'utf8')).flatMap(([name, line, local]) => {
    const problem = wrong(name, local);
    return problem === undefined ? [] : [`${file}:${line} ${problem}`];
  });
  return [...named.map((problem) => `${file} ${problem}`), ...inside];
});
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
