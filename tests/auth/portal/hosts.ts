/** The hosts that the pages of a portal request something from. Some never respond: a proxy blocks them, or they are gone. */
export class Hosts {
  readonly #responding = new Set<string>();
  readonly #silent = new Set<string>();

  /** Notes a response. */
  responded(url: string): void {
    this.#responding.add(hostOf(url));
    this.#silent.delete(hostOf(url));
  }

  /** Notes that a request got no response. */
  lost(url: string): void {
    if (!this.responds(url)) this.#silent.add(hostOf(url));
  }

  /** Whether it ever responded. One that never did brings nothing that a page shows, and its failure explains nothing. */
  responds(url: string): boolean {
    return this.#responding.has(hostOf(url));
  }

  /** Whether it is known not to respond, so that no page need wait for it. */
  isSilent(url: string): boolean {
    return this.#silent.has(hostOf(url));
  }
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url);
