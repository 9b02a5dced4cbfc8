import { Hosts } from './hosts.ts';
import { NotSettled } from './not-settled.ts';

/** Milliseconds without a change after which a page counts as resting: the least, and the most on a slow portal. */
const LEAST_QUIET_MS = 300;
const MOST_QUIET_MS = 3_000;
/** Waits in a row that ended without any response, after which the portal is given up. */
const MOST_LOST = 2;

/** How slow a portal is, measured at the first loads of its pages, and whether it responds; shared by all pages of one portal. */
export class Pace {
  /** The hosts that its pages request something from. */
  readonly hosts: Hosts;
  #slowest = 0;
  #lost = 0;
  readonly #heed: () => void;

  /** @param heed throws where the run is to end, so that no page is waited for any longer */
  constructor(heed: () => void = () => undefined, hosts = new Hosts()) {
    this.#heed = heed;
    this.hosts = hosts;
  }

  /** The same pace, for cleanup that must finish however the run ends; it tries a portal that was given up once more. */
  calm(): Pace {
    const pace = new Pace(undefined, this.hosts);
    pace.#slowest = this.#slowest;
    return pace;
  }

  /** @throws what `heed` throws; NotSettled where the portal was given up */
  heed(): void {
    this.#heed();
    if (this.isSilent) throw new NotSettled('the portal stopped responding');
  }

  /** Whether the portal did not respond to what it was asked last. */
  get isWaiting(): boolean {
    return this.#lost > 0;
  }

  /** Whether the portal was given up. */
  get isSilent(): boolean {
    return this.#lost >= MOST_LOST;
  }

  note(ms: number): void {
    this.#slowest = Math.max(this.#slowest, ms);
  }

  /** Notes a response, whatever it is. */
  responded(): void {
    this.#lost = 0;
  }

  /** Notes that a page was waited for, and that its request got no response. */
  lost(): void {
    this.#lost += 1;
  }

  /** Milliseconds without a change after which a page counts as resting: as long as a first load took. */
  get quietMs(): number {
    return Math.min(MOST_QUIET_MS, Math.max(LEAST_QUIET_MS, this.#slowest));
  }
}
