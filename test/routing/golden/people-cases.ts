import { weekdays } from "../../../src/routing/fields.ts";
import { officeHours } from "../build.ts";
import { among, withFacts } from "./among.ts";
import type { DecisionCase } from "./decision-case.ts";

const absentUntil = (until: string) => ({ from: "2026-11-19T00:00:00Z", until, standInId: null });
const evenings = { ...officeHours, hours: [{ days: [...weekdays], from: "17:00", to: "22:00" }] };

export const peopleCases: DecisionCase[] = [
  among("nobody at all", {}, [], "hold in orders"),
  among("not a member", {}, [{ id: "a1", groupIds: ["g-seniors"] }], "hold in orders"),
  among("may not own tickets", {}, [{ id: "a1", active: false }], "hold in orders; out: a1 active"),
  among("away", {}, [{ id: "a1", available: false }], "hold in orders; out: a1 available"),
  among(
    "absent until later",
    {},
    [{ id: "a1", absence: absentUntil("2026-12-01T00:00:00Z") }],
    "hold in orders; out: a1 available",
  ),
  among(
    "back from an absence",
    {},
    [{ id: "a1", absence: absentUntil("2026-11-20T00:00:00Z") }],
    "assign a1 in orders",
  ),
  among("not on shift", {}, [{ id: "a1", shift: evenings }], "hold in orders; out: a1 on shift"),
  among("no shift known", {}, [{ id: "a1" }], "assign a1 in orders"),
  among("full", {}, [{ id: "a1", open: 8 }], "hold in orders; out: a1 under capacity"),
  among("one place left", {}, [{ id: "a1", open: 7 }], "assign a1 in orders"),
  among("an own capacity of 0", {}, [{ id: "a1", capacity: 0 }], "hold in orders; out: a1 under capacity"),
  among(
    "a cap of the queue",
    { cap: 2 },
    [
      { id: "a1", queueLoads: { orders: 2 } },
      { id: "a2", open: 5 },
    ],
    "assign a2 in orders; out: a1 under queue cap",
  ),
  among(
    "full, but the queue goes to whoever is there",
    { hold: { nobody: "ignore capacity" } },
    [{ id: "a1", open: 9 }],
    "assign a1 in orders",
  ),
  among(
    "full, and the queue leaves it to the group",
    { hold: { nobody: "group only" } },
    [{ id: "a1", open: 9 }],
    "group in orders; out: a1 under capacity",
  ),
  // Ways of choosing
  among(
    "fewest open",
    { pick: "fewest open" },
    [
      { id: "a1", open: 3 },
      { id: "a2", open: 2 },
    ],
    "assign a2 in orders",
  ),
  among(
    "most spare share",
    { pick: "most spare share" },
    [
      { id: "a1", open: 1, capacity: 2 },
      { id: "a2", open: 8, capacity: 20 },
    ],
    "assign a2 in orders",
  ),
  among(
    "longest since last",
    { pick: "longest since last" },
    [
      { id: "a1", lastAssignedAt: "2026-11-23T09:00:00Z" },
      { id: "a2", lastAssignedAt: "2026-11-23T08:00:00Z" },
    ],
    "assign a2 in orders",
  ),
  among(
    "who had none yet waited longest",
    { pick: "longest since last" },
    [{ id: "a1", lastAssignedAt: "2026-11-23T09:00:00Z" }, { id: "a2" }],
    "assign a2 in orders",
  ),
  among(
    "rotation",
    { pick: "rotation" },
    [
      { id: "a1", rotation: { orders: 2 } },
      { id: "a2", rotation: { orders: 1 } },
    ],
    "assign a2 in orders",
  ),
  among(
    "rotation with shares",
    { pick: "rotation", weights: [{ agent: "a1", weight: 3 }] },
    [
      { id: "a1", rotation: { orders: 2 / 3 } },
      { id: "a2", rotation: { orders: 1 } },
    ],
    "assign a1 in orders",
  ),
  among(
    "a share of 0",
    { pick: "rotation", weights: [{ agent: "Agent a1", weight: 0 }] },
    [{ id: "a1" }, { id: "a2", rotation: { orders: 9 } }],
    "assign a2 in orders; out: a1 not excluded",
  ),
  withFacts(
    among(
      "who joins a rotation is as far as its floor",
      { pick: ["rotation", "fewest open"] },
      [
        { id: "a1", rotation: { orders: 4 } },
        { id: "a2", open: 1 },
      ],
      "assign a1 in orders",
    ),
    { rotationFloor: { orders: 4 } },
  ),
  among(
    "several ways of choosing: the first decides",
    { pick: ["fewest open", "best skill"], skills: [{ skill: "refunds", need: "prefer" }] },
    [
      { id: "a1", open: 1, skills: { refunds: 9 } },
      { id: "a2", open: 0, skills: { refunds: 1 } },
    ],
    "assign a2 in orders",
  ),
  among(
    "several ways of choosing: the next breaks the tie",
    { pick: ["fewest open", "best skill"], skills: [{ skill: "refunds", need: "prefer" }] },
    [
      { id: "a1", skills: { refunds: 2 } },
      { id: "a2", skills: { refunds: 1 } },
    ],
    "assign a1 in orders",
  ),
  among(
    "paused by a lead",
    {},
    [{ id: "a1", pausedUntil: "2026-11-23T12:00:00Z" }],
    "hold in orders; out: a1 available",
  ),
  among(
    "a pause that is over",
    {},
    [{ id: "a1", pausedUntil: "2026-11-23T10:00:00Z" }],
    "assign a1 in orders",
  ),
  among(
    "an absence that is still to come",
    {},
    [{ id: "a1", absence: { from: "2026-11-24T00:00:00Z", until: "2026-11-30T00:00:00Z", standInId: null } }],
    "assign a1 in orders",
  ),
  among("on shift", {}, [{ id: "a1", shift: officeHours }], "assign a1 in orders"),
  withFacts(
    among(
      "the ramp of a hand-out",
      { hold: { ramp: { tickets: 2, minutes: 10 } } },
      [{ id: "a1", handedOut: 2 }],
      "hold in orders; out: a1 ramp",
    ),
    { isHandOut: true },
  ),
  among("the ramp is no matter for a newcomer", {}, [{ id: "a1", handedOut: 9 }], "assign a1 in orders"),
  withFacts(
    among(
      "three in five minutes unless the queue says otherwise",
      {},
      [
        { id: "a1", handedOut: 2 },
        { id: "a2", handedOut: 3 },
      ],
      "assign a1 in orders; out: a2 ramp",
    ),
    { isHandOut: true },
  ),
  // Tickets that leave their owner
  withFacts(
    among(
      "taken back: not to the same agent again",
      {},
      [{ id: "a1" }, { id: "a2", open: 5 }],
      "assign a2 in orders; out: a1 not excluded",
    ),
    { ticket: { assigneeId: "a1" }, reassign: { fromAgentId: "a1", reason: "taken back" } },
  ),
  withFacts(
    among(
      "taken back, and nobody else is there: unassigned and held",
      {},
      [{ id: "a1" }],
      "hold in orders; unassigned; out: a1 not excluded",
    ),
    { ticket: { assigneeId: "a1" }, reassign: { fromAgentId: "a1", reason: "taken back" } },
  ),
  withFacts(
    among(
      "somebody else took it meanwhile",
      {},
      [{ id: "a1" }, { id: "a2" }],
      "leave alone: already assigned",
    ),
    { ticket: { assigneeId: "a2" }, reassign: { fromAgentId: "a1", reason: "taken back" } },
  ),
  withFacts(
    among(
      "the owner is absent: their stand-in comes first",
      {},
      [
        { id: "a1", absence: { ...absentUntil("2026-12-01T00:00:00Z"), standInId: "a3" } },
        { id: "a2" },
        { id: "a3", open: 7 },
      ],
      "assign a3 in orders; out: a1 available",
    ),
    { ticket: { assigneeId: "a1" }, reassign: { fromAgentId: "a1", reason: "owner absent" } },
  ),
  withFacts(among("the help desk picks the person", {}, [{ id: "a1" }], "group in orders"), {
    helpdeskPicks: true,
  }),
  among(
    "best skill",
    { pick: "best skill", skills: [{ skill: "refunds", need: "prefer" }] },
    [
      { id: "a1", skills: { refunds: 2 } },
      { id: "a2", skills: { refunds: 7 }, open: 4 },
    ],
    "assign a2 in orders",
  ),
];
