/** A place in a document: keys and indexes from its root. */
export type Place = readonly (string | number)[];

/** Something found at a place of the document. */
export interface Finding {
  readonly place: Place;
  readonly message: string;
}
