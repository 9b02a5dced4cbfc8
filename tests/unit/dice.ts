/** Draws that a seed repeats. */
export function dice(seed: number) {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = <T>(...items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  return { random, pick };
}
