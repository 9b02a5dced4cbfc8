// Makes spec/generated/run-record.ts from the schema of the run record; with --check, fails where the file is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { compileFromFile } from 'json-schema-to-typescript';

const FILE = 'spec/generated/run-record.ts';
const text = await compileFromFile('spec/run-record.schema.json', {
  additionalProperties: false,
  bannerComment: '// Made from spec/run-record.schema.json by npm run spec:types; do not edit.',
});
if (!process.argv.includes('--check')) writeFileSync(FILE, text);
else if (readFileSync(FILE, 'utf8') !== text) {
  console.error(`${FILE} is out of date: run npm run spec:types.`);
  process.exit(1);
}
