// Makes the types of the records from their schemas; with --check, fails where a file is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { compileFromFile } from 'json-schema-to-typescript';

for (const name of ['run-record', 'drill-record']) {
  const file = `spec/generated/${name}.ts`;
  const text = await compileFromFile(`spec/${name}.schema.json`, {
    additionalProperties: false,
    bannerComment: `// Made from spec/${name}.schema.json by npm run spec:types; do not edit.`,
  });
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${file} is out of date: run npm run spec:types.`);
    process.exitCode = 1;
  }
}
