import type * as Ajv from 'ajv';
import type AjvFormats from 'ajv-formats';
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

const load = createRequire(import.meta.url);

// A mock of the package's own contract needs none of these: loading them would take a fifth of its start.

/** `yaml`, loaded at the first call. */
export const yamlPackage = () => load('yaml') as typeof Yaml;
/** `ajv`, loaded at the first call. */
export const ajvPackage = () => load('ajv') as typeof Ajv;
/** `ajv-formats`, loaded at the first call. */
export const formatsPackage = () => load('ajv-formats') as typeof AjvFormats;
