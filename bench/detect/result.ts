import { FAULTS } from '../../mocks/faults/index.ts';

/** What one tool found. */
export interface ToolResult {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly setUp: string;
  /** Complaints about the unbroken mock. */
  readonly falseAlarms: readonly string[];
  /** Ids of the faults that it was shown. */
  readonly shown: readonly string[];
  /** Its first complaint about each fault that it found. */
  readonly found: Readonly<Record<string, string>>;
}

/** What was measured, tool by tool. */
export interface Detection {
  readonly measuredAt: string;
  readonly node: string;
  readonly tools: readonly ToolResult[];
}

/** What was known before, with what was measured now in its place; faults that no longer exist are dropped. */
export function merged(before: Detection | undefined, now: readonly ToolResult[], measuredAt: string): Detection {
  const exists = (id: string) => FAULTS.some((fault) => fault.id === id);
  const tools = new Map(before?.tools.map((tool) => [tool.id, tool]));
  for (const tool of now) {
    const old = tools.get(tool.id);
    const same = old?.version === tool.version ? old : undefined;
    const kept = same?.shown.filter((id) => exists(id) && !tool.shown.includes(id)) ?? [];
    const found = Object.fromEntries(
      kept.flatMap((id) => (same?.found[id] === undefined ? [] : [[id, same.found[id]]])),
    );
    const falseAlarms = [...new Set([...(kept.length > 0 ? (same?.falseAlarms ?? []) : []), ...tool.falseAlarms])];
    tools.set(tool.id, {
      ...tool,
      falseAlarms,
      shown: [...kept, ...tool.shown],
      found: { ...found, ...tool.found },
    });
  }
  return { measuredAt, node: process.version, tools: [...tools.values()] };
}
