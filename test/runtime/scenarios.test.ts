import { expect, it } from "vitest";
import { parseDemoOptions } from "../../src/sandbox/demo/demo-options.ts";
import { playScenario } from "../../src/sandbox/demo/run-scenario.ts";
import { scenarios } from "../../src/sandbox/demo/scenarios/index.ts";
import { createTestDatabase } from "../support/engines.ts";

const patienceMs = 180_000;

it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  "the scenario %s keeps its promises",
  async (_name, scenario) => {
    const lines: string[] = [];
    const { env, remove } = await createTestDatabase("pglite");
    const folder = env.SIGNALBOX_DATA_DIR ?? "";
    const findings = await playScenario(scenario, { seed: 1, say: (line) => lines.push(line), folder });
    await remove();
    expect(findings.filter(({ isKept }) => !isKept)).toEqual([]);
    expect(findings.length).toBeGreaterThan(1);
    expect(lines.length).toBeGreaterThan(0);
  },
  patienceMs,
);

it("refuses a scenario that there is not, and names those that there are", () => {
  expect(() => parseDemoOptions(["--scenario", "rush-hour"])).toThrow("morning-flood, night-shift, vip");
});
