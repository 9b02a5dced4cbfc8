/** The undisturbed result, with which other results are compared. */
export interface Reference {
  /** What is left out because it differs between two undisturbed runs, in words. */
  readonly leftOut: readonly string[];
  /**
   * How a result differs from it, in words; null where it does not.
   * @param inAnyOrder whether the order of rows says nothing
   */
  difference(text: string, inAnyOrder?: boolean): string | null;
}
