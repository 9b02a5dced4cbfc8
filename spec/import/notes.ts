/** Parts of a vendor's file that the contract does not take over, and gaps in it: one line for each kind. */
export interface Notes {
  /** A note of its own; equal ones appear once. */
  readonly say: (text: string) => void;
  /** A remark that may hold in many places, which are named together. */
  readonly at: (place: string, text: string) => void;
  /** All remarks, in the order in which they were first made. */
  readonly all: () => string[];
}

/** Places that are named before the rest are counted. */
const NAMED = 4;

function named(places: readonly string[]): string {
  const rest = places.length - NAMED;
  return rest > 1 ? `${places.slice(0, NAMED).join(', ')} and ${rest} more` : places.join(', ');
}

export function createNotes(): Notes {
  const made = new Map<string, Set<string>>();
  return {
    say: (text) => void (made.has(text) || made.set(text, new Set())),
    at(place, text) {
      const places = made.get(text) ?? new Set();
      made.set(text, places.add(place));
    },
    all: () => [...made].map(([text, places]) => (places.size > 0 ? `${named([...places])}: ${text}` : text)),
  };
}
