import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Depth } from './check.ts';
import type { CostPlan } from './plan.ts';

/** The suites, in the order they run: the limit first, because its bursts carry the others' questions. */
export const SUITES = ['ratelimit', 'auth', 'contract'] as const;
export type Suite = (typeof SUITES)[number];

/** What a judging run was asked to do. */
export interface SessionPlan {
  id: string;
  startedAt: string;
  seed: number;
  depth: Depth;
  strict: boolean;
  suites: readonly Suite[];
}

/** What must outlive a worker of the test runner, beside the recorder. */
interface SessionState {
  /** Milliseconds by which the target's clock was moved. */
  moved: number;
  unplanned429: number;
  /** Suites whose questions were asked. */
  gathered: readonly Suite[];
  /** Names of the scenarios that were played. */
  completedScenarios: readonly string[];
  /** Real milliseconds that its parts took, by what they are. */
  timing: Readonly<Record<string, number>>;
  /** What the run was expected to cost, once that was known. */
  plan?: CostPlan;
  /** Why asking stopped before its end, if it did. */
  stopped?: string;
}

/**
 * The folder that a run's processes share (named by `MITP_SESSION`): plan, recorder, state, and the facts for the run
 * record. It is temporary and holds answers of the target, but no key.
 */
export class Session {
  readonly dir: string;
  readonly plan: SessionPlan;

  constructor(dir: string, plan?: SessionPlan) {
    this.dir = dir;
    this.plan = plan ?? (JSON.parse(readFileSync(join(dir, 'plan.json'), 'utf8')) as SessionPlan);
  }

  static create(plan: NewPlan): Session {
    const dir = mkdtempSync(join(tmpdir(), 'mitp-'));
    const session = new Session(dir, whole(plan));
    writeFileSync(join(dir, 'plan.json'), JSON.stringify(session.plan));
    return session;
  }

  /** A session of this process alone, which leaves nothing on disk. */
  static inMemory(plan: NewPlan): Session {
    return new MemorySession('', whole(plan));
  }

  /** Where the exchanges are kept; undefined where they live in memory alone. */
  get recorderFile(): string | undefined {
    return join(this.dir, 'exchanges.jsonl');
  }

  get state(): SessionState {
    const file = join(this.dir, 'state.json');
    const empty = newState();
    return existsSync(file)
      ? { ...empty, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<SessionState>) }
      : empty;
  }

  update(change: Partial<SessionState>): void {
    this.write('state.json', { ...this.state, ...change });
  }

  /** Notes real time that a part of the run took. */
  spend(part: string, ms: number): void {
    const { timing } = this.state;
    this.update({ timing: { ...timing, [part]: (timing[part] ?? 0) + ms } });
  }

  /** Asks the processes of the run to stop asking and judge what there is. */
  requestStop(): void {
    writeFileSync(join(this.dir, 'stop'), '');
  }

  get stopRequested(): boolean {
    return existsSync(join(this.dir, 'stop'));
  }

  /** Writes a file whole or not at all: the reporter may read while a worker writes. */
  write(name: string, content: unknown): void {
    const file = join(this.dir, name);
    writeFileSync(`${file}.part`, JSON.stringify(content));
    renameSync(`${file}.part`, file);
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

type NewPlan = Omit<SessionPlan, 'id' | 'startedAt'>;

function whole(plan: NewPlan): SessionPlan {
  return { id: randomUUID(), startedAt: new Date().toISOString(), ...plan };
}

function newState(): SessionState {
  return { moved: 0, unplanned429: 0, gathered: [], completedScenarios: [], timing: {} };
}

class MemorySession extends Session {
  #state = newState();

  override get recorderFile(): undefined {
    return undefined;
  }

  override get state(): SessionState {
    return this.#state;
  }

  override update(change: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...change };
  }

  override get stopRequested(): boolean {
    return false;
  }

  override write(): void {}

  override remove(): void {}
}
