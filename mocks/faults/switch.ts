import type { Reply } from '../types.ts';
import type { Fault, FaultContext, FaultHooks, Wrap } from './hooks.ts';

/** The faults that can be switched on, loaded on first use. */
export type Catalogue = readonly Fault[] | (() => Promise<readonly Fault[]>);

/** The faults of one mock, and which of them are on. */
export interface Faults {
  /** All that can be switched on: await it once before the first switch. */
  load(): Promise<readonly Fault[]>;
  /** Ids of those that are on, in the order they were switched on. */
  active(): string[];
  /** Those of them that change what lies behind a response (rows, keys, the limiter), so that no reply can name them. */
  readonly within: readonly string[];
  /** Switches exactly these on; throws RangeError naming an id that does not exist, Error before they are loaded. */
  set(ids: readonly string[]): void;
  on(id: string): void;
  off(id: string): void;
  /** The wraps of the faults that are on, put together; undefined where none of them wraps that part. */
  readonly around: FaultHooks['around'] | undefined;
  wrap<Name extends keyof FaultHooks>(name: Name): FaultHooks[Name] | undefined;
  /** Runs `listener` after every change. */
  onChange(listener: () => void): void;
}

type AnyWrap = Wrap<unknown>;

/** Hooks whose work is on the reply itself, or on pages for people. */
const OUTSIDE = ['around', 'document', 'portal'];

/** Makes the switch for a catalogue; all faults are off. */
export function createFaults(catalogue: Catalogue, context: () => FaultContext): Faults {
  let known = typeof catalogue === 'function' ? undefined : catalogue;
  const active = new Map<string, FaultHooks>();
  const listeners: (() => void)[] = [];
  let around: FaultHooks['around'] | undefined;
  const wrap = <Name extends keyof FaultHooks>(name: Name): FaultHooks[Name] | undefined => {
    const wraps = [...active.values()].flatMap((hooks) => (hooks[name] ? [hooks[name] as AnyWrap] : []));
    if (wraps.length === 0) return undefined;
    return ((original: unknown) => wraps.reduce((part, next) => next(part), original)) as FaultHooks[Name];
  };
  /** The wraps of whole requests, each of which says so on the reply that it changed. */
  const marked = (): FaultHooks['around'] => {
    const wraps = [...active].flatMap(([id, hooks]) => (hooks.around ? [[id, hooks.around] as const] : []));
    if (wraps.length === 0) return undefined;
    return (original) =>
      wraps.reduce<typeof original>(
        (inner, [id, wrapAround]) =>
          (request) => {
            let given: Reply | undefined;
            let changedRequest = false;
            const wrapped = wrapAround(async (own) => {
              changedRequest ||= own !== request;
              return (given = await inner(own));
            });
            return wrapped(request).then((reply) =>
              reply === given && !changedRequest ? reply : { ...reply, faults: [...(given?.faults ?? []), id] },
            );
          },
        original,
      );
  };
  let within: readonly string[] = [];
  const changed = () => {
    around = marked();
    within = [...active].flatMap(([id, hooks]) =>
      Object.keys(hooks).some((name) => !OUTSIDE.includes(name)) ? [id] : [],
    );
    for (const listener of listeners) listener();
  };
  /** Ids that begin with the same word, for a misspelt one. */
  const near = (id: string): string => {
    const alike = known?.filter((one) => one.id.split('-')[0] === id.toLowerCase().split(/\W/)[0]);
    return !alike || alike.length === 0
      ? ''
      : ` (there is ${alike
          .slice(0, 5)
          .map((one) => one.id)
          .join(', ')})`;
  };
  const found = (id: string): Fault => {
    if (!known) throw new Error('The faults are not loaded: await faults.load() first.');
    const fault = known.find((one) => one.id === id);
    if (!fault)
      throw new RangeError(`There is no fault or variant "${id}"${near(id)}: mitp prove --list names them all.`);
    return fault;
  };
  return {
    load: async () => (known ??= await (catalogue as () => Promise<readonly Fault[]>)()),
    active: () => [...active.keys()],
    set(ids) {
      const faults = ids.map(found);
      active.clear();
      for (const fault of faults) active.set(fault.id, fault.hooks(context()));
      changed();
    },
    on(id) {
      const fault = found(id);
      if (!active.has(id)) active.set(id, fault.hooks(context()));
      changed();
    },
    off(id) {
      found(id);
      active.delete(id);
      changed();
    },
    get within() {
      return within;
    },
    get around() {
      return around;
    },
    wrap,
    onChange: (listener) => void listeners.push(listener),
  };
}
