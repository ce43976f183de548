import { afterAssignment } from "../../src/routing/after-assignment.ts";
import { compile } from "../../src/routing/compile.ts";
import { decideCompiled } from "../../src/routing/decide.ts";
import type { Policy } from "../../src/routing/policy.ts";
import type { Roster } from "../../src/routing/roster.ts";
import { ticketOf } from "./build.ts";

/** Decides tickets in a row, each on the roster that the one before left, a minute apart. `between` comes before each. */
export function deal(
  policy: Policy,
  start: Roster,
  count: number,
  between: (roster: Roster, index: number) => Roster = (roster) => roster,
): { counts: Map<string, number>; roster: Roster; order: string[] } {
  const compiled = compile(policy);
  const order: string[] = [];
  let roster = start;
  for (let index = 0; index < count; index++) {
    roster = between(roster, index);
    const now = new Date(Date.parse("2026-11-23T09:00:00Z") + index * 1000).toISOString();
    const { receipt } = decideCompiled(compiled, { ticket: ticketOf({ id: `t${index}` }), roster, now });
    order.push(receipt.chosen?.agentId ?? "nobody");
    roster = afterAssignment(roster, receipt);
  }
  const counts = new Map(roster.agents.map(({ id }) => [id, 0]));
  for (const id of order) counts.set(id, (counts.get(id) ?? 0) + 1);
  return { counts, roster, order };
}

/** 1 when all have the same, 1/n when one has everything. */
export function jainIndex(values: number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  return sum ** 2 / (values.length * values.reduce((total, value) => total + value ** 2, 0));
}
