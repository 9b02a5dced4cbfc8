import type { Fault, FaultContext, FaultHooks, Wrap } from './fault-hooks.ts';

/** The faults of one mock, and which of them are on. */
export interface Faults {
  readonly catalogue: readonly Fault[];
  /** Ids of those that are on, in the order they were switched on. */
  active(): string[];
  /** Switches exactly these on; throws RangeError naming an id that does not exist. */
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

/** Makes the switch for a catalogue; all faults are off. */
export function createFaults(catalogue: readonly Fault[], context: () => FaultContext): Faults {
  const active = new Map<string, FaultHooks>();
  const listeners: (() => void)[] = [];
  let around: FaultHooks['around'] | undefined;
  const wrap = <Name extends keyof FaultHooks>(name: Name): FaultHooks[Name] | undefined => {
    const wraps = [...active.values()].flatMap((hooks) => (hooks[name] ? [hooks[name] as AnyWrap] : []));
    if (wraps.length === 0) return undefined;
    return ((honest: unknown) => wraps.reduce((part, next) => next(part), honest)) as FaultHooks[Name];
  };
  const changed = () => {
    around = wrap('around');
    for (const listener of listeners) listener();
  };
  /** Ids that begin with the same word, for who misspelt the rest. */
  const near = (id: string): string => {
    const alike = catalogue.filter((one) => one.id.split('-')[0] === id.toLowerCase().split(/\W/)[0]);
    return alike.length === 0
      ? ''
      : ` (there is ${alike
          .slice(0, 5)
          .map((one) => one.id)
          .join(', ')})`;
  };
  const found = (id: string): Fault => {
    const fault = catalogue.find((one) => one.id === id);
    if (!fault) throw new RangeError(`There is no fault "${id}"${near(id)}: mitp prove --list names them all.`);
    return fault;
  };
  return {
    catalogue,
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
    get around() {
      return around;
    },
    wrap,
    onChange: (listener) => void listeners.push(listener),
  };
}
