import { parse } from 'yaml';
import { readBounded } from '../../spec/bounded-file.ts';
import { UserError } from '../../verifier/user-error.ts';
import { isTargetVariable, nearest, TARGET_VARIABLES } from './variables.ts';

/** One of several targets: its address, and the variables that hold its keys. */
export interface NamedTarget {
  readonly name: string;
  /** The environment that names this target and no other. */
  readonly env: NodeJS.ProcessEnv;
  /** The variable of the environment that holds each of its keys, by the target's own variable. */
  readonly keys: ReadonlyMap<string, string>;
}

/** The longest list of targets. */
const MOST_BYTES = 1024 * 1024;

const EXAMPLE =
  'targets: [{ name: staging, baseUrl: https://staging.example/public-api/v1, keys: { MITP_API_KEY: STAGING_API_KEY } }]';

/**
 * Reads `targets.yaml`. It holds no key: `keys` maps each variable of the target to the variable of the environment that holds
 * its value; `set` gives values that are no secrets (`MITP_RATE_LIMIT: 100`).
 * @throws UserError naming the file, the target and what is wrong
 */
export function readTargets(file: string, env: NodeJS.ProcessEnv): NamedTarget[] {
  let document: unknown;
  try {
    document = parse(readBounded(file, MOST_BYTES).toString());
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${(error as Error).message.split('\n')[0] ?? ''}`);
  }
  const { targets } = (document ?? {}) as { targets?: unknown };
  if (!Array.isArray(targets) || targets.length === 0)
    throw new UserError(`${file}: write a list, such as ${EXAMPLE}.`);
  const read = targets.map((entry: unknown, at) => checked(entry, `${file}: target ${at + 1}`, env));
  const twice = read.find(({ name }, at) => read.findIndex((other) => other.name === name) !== at);
  if (twice) throw new UserError(`${file}: there are two targets ${twice.name}.`);
  return read;
}

function checked(entry: unknown, where: string, env: NodeJS.ProcessEnv): NamedTarget {
  const { name, baseUrl, keys = {}, set = {}, ...rest } = (entry ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || !/^[a-z0-9][a-z0-9_-]*$/i.test(name))
    throw new UserError(`${where}: "name" is letters, digits, - and _: it is the name of its report's folder.`);
  const [odd] = Object.keys(rest);
  if (odd !== undefined) throw new UserError(`${where} (${name}): there is no "${odd}": name, baseUrl, keys, set.`);
  if (typeof baseUrl !== 'string')
    throw new UserError(`${where} (${name}): "baseUrl" is the API base, with /public-api/v1.`);
  const own: NodeJS.ProcessEnv = { ...env };
  for (const variable of TARGET_VARIABLES) delete own[variable];
  own.MITP_BASE_URL = baseUrl;
  const holders = entries(keys, `${where} (${name}): "keys"`);
  for (const [variable, from] of holders) own[variable] = env[from] ?? '';
  for (const [variable, value] of entries(set, `${where} (${name}): "set"`)) own[variable] = value;
  return { name, env: own, keys: new Map(holders) };
}

function entries(value: unknown, where: string): [variable: string, text: string][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UserError(`${where} is a map.`);
  return Object.entries(value).map(([variable, text]: [string, unknown]) => {
    if (!isTargetVariable(variable) && variable !== 'MITP_TARGET_VERSION') {
      const meant = nearest(variable);
      throw new UserError(
        `${where}: there is no variable ${variable}${meant === undefined ? '' : `: did you mean ${meant}?`}`,
      );
    }
    return [variable, String(text)];
  });
}
