import { expect, test } from "vitest";
import { leavesAtShiftEnd, leavesOnReopening, takeBackAt } from "../../src/routing/reassignment.ts";
import { agentOf, officeHours, policyOf, queueOf, ticketOf } from "./build.ts";

const now = "2026-11-23T10:00:00Z";
const evening = "2026-11-23T18:00:00Z";
const ticket = ticketOf({ assigneeId: "a1", status: "open" });
const gone = { fromAgentId: "a1", reason: "owner absent" };

test("a reopened ticket leaves an owner who is not there, unless the policy keeps it", () => {
  const owner = agentOf("a1", { available: false });
  expect(leavesOnReopening(policyOf(), ticket, owner, now)).toEqual(gone);
  expect(leavesOnReopening(policyOf(), ticket, undefined, now)).toEqual(gone);
  expect(leavesOnReopening(policyOf(), ticket, agentOf("a1"), now)).toBeNull();
  expect(leavesOnReopening(policyOf({ reopened: { ownerAway: "keep" } }), ticket, owner, now)).toBeNull();
});

test("at the end of a shift tickets stay, unless the policy routes those in some statuses anew", () => {
  const owner = agentOf("a1", { shift: officeHours });
  const reroutes = policyOf({ shiftEnd: { open: "reroute" } });
  expect(leavesAtShiftEnd(policyOf(), ticket, owner, evening)).toBeNull();
  expect(leavesAtShiftEnd(reroutes, ticket, owner, now)).toBeNull();
  expect(leavesAtShiftEnd(reroutes, ticket, owner, evening)?.reason).toBe("shift ended");
  expect(leavesAtShiftEnd(reroutes, { ...ticket, status: "pending" }, owner, evening)).toBeNull();
  const pending = policyOf({ shiftEnd: { open: "reroute", statuses: ["pending"] } });
  expect(leavesAtShiftEnd(pending, { ...ticket, status: "pending" }, owner, evening)?.fromAgentId).toBe("a1");
});

test("a ticket is taken back by the clock of its queue", () => {
  const takeBack = { afterMinutes: 60 };
  const friday = "2026-11-20T15:30:00Z";
  const open = queueOf("orders", { takeBack });
  const business = queueOf("orders", { takeBack, schedule: "office", clock: "business" });
  expect(takeBackAt(policyOf(), open, friday)).toBe("2026-11-20T16:30:00Z");
  expect(takeBackAt(policyOf(), business, friday)).toBe("2026-11-23T08:30:00Z");
  expect(takeBackAt(policyOf(), queueOf("orders"), friday)).toBeNull();
});
