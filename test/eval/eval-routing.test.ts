import { expect, it } from "vitest";
import { replayYear } from "./routing/replay-year.ts";

it("a made-up year is read, learned from and routed by, from end to end", async () => {
  const figures = await replayYear({ helpdesk: "freshdesk", solved: 300, later: 25 });
  expect(figures.learned).toMatchObject({ state: "in force", version: 1 });
  expect(figures.tickets).toBe(25);
  expect(Object.values(figures.states).reduce((sum, count) => sum + count, 0)).toBe(25);
  expect(figures.accuracy).toBeGreaterThan(figures.majority);
  expect(figures.coverage).toBeGreaterThan(0.3);
  expect(figures.fairness).toBeGreaterThan(0.5);
}, 120_000);
