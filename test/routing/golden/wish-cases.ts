import type { Action } from "../../../src/routing/action.ts";
import { among, withFacts } from "./among.ts";
import type { DecisionCase } from "./decision-case.ts";

const refunds: Action = { do: "require skill", skill: "refunds", level: 3 };

export const wishCases: DecisionCase[] = [
  // Skills and languages
  among(
    "a required skill",
    {},
    [
      { id: "a1", skills: {} },
      { id: "a2", skills: { refunds: 3 }, open: 5 },
    ],
    "assign a2 in orders; out: a1 has skill",
    refunds,
  ),
  among(
    "the skill, but not enough of it",
    {},
    [{ id: "a1", skills: { refunds: 2 } }],
    "hold in orders; out: a1 has skill",
    refunds,
  ),
  among("no skills known", {}, [{ id: "a1" }], "hold in orders; out: a1 has skill", refunds),
  among(
    "skills are found whatever their case",
    {},
    [{ id: "a1", skills: { Refunds: 3 } }],
    "assign a1 in orders",
    refunds,
  ),
  withFacts(
    among("a required skill drops after its minutes", {}, [{ id: "a1", skills: {} }], "assign a1 in orders", {
      ...refunds,
      dropAfterMinutes: 30,
    }),
    { waitedMinutes: 30 },
  ),
  withFacts(
    among("and not before", {}, [{ id: "a1", skills: {} }], "hold in orders; out: a1 has skill", {
      ...refunds,
      dropAfterMinutes: 30,
    }),
    { waitedMinutes: 29 },
  ),
  among(
    "a preferred skill comes before fewest open",
    {},
    [{ id: "a1" }, { id: "a2", open: 5, skills: { refunds: 1 } }],
    "assign a2 in orders",
    { do: "prefer skill", skill: "refunds" },
  ),
  withFacts(
    among(
      "a language that is required",
      { matchLanguage: "require" },
      [
        { id: "a1", languages: ["en"] },
        { id: "a2", languages: ["de"], open: 3 },
      ],
      "assign a2 in orders; out: a1 speaks language",
    ),
    { signals: { language: { value: "de-AT" } } },
  ),
  among(
    "no language known: nobody is out",
    { matchLanguage: "require" },
    [{ id: "a1", languages: ["en"] }],
    "assign a1 in orders",
  ),
  withFacts(
    among(
      "a language that is preferred",
      { matchLanguage: "prefer" },
      [{ id: "a1" }, { id: "a2", languages: ["de"], open: 3 }],
      "assign a2 in orders",
    ),
    { signals: { language: { value: "de" } } },
  ),
  // Preferences and exclusions
  withFacts(
    among(
      "the previous agent, though busier",
      {},
      [{ id: "a1", open: 6 }, { id: "a2" }],
      "assign a1 in orders",
      { do: "prefer previous agent" },
    ),
    { ticket: { previousAgentId: "a1" } },
  ),
  withFacts(
    among(
      "the previous agent is away",
      {},
      [{ id: "a1", available: false }, { id: "a2" }],
      "assign a2 in orders; out: a1 available",
      { do: "prefer previous agent" },
    ),
    { ticket: { previousAgentId: "a1" } },
  ),
  withFacts(
    among("the account owner", {}, [{ id: "a1" }, { id: "a2", open: 4 }], "assign a2 in orders", {
      do: "prefer account owner",
    }),
    {
      ticket: { organization: { name: "Larkfield Goods", tier: null, tags: [], fields: {}, owner: "a2" } },
    },
  ),
  among(
    "an agent by name",
    {},
    [{ id: "a1" }, { id: "a2", name: "Ada A.", open: 4 }],
    "assign a2 in orders",
    { do: "prefer agent", agent: "ada a." },
  ),
  among(
    "an agent by address",
    {},
    [{ id: "a1" }, { id: "a2", email: "ada@larkfield.example", open: 4 }],
    "assign a2 in orders",
    { do: "prefer agent", agent: "ada@larkfield.example" },
  ),
  among(
    "an agent excluded by a rule",
    {},
    [{ id: "a1" }, { id: "a2", open: 4 }],
    "assign a2 in orders; out: a1 not excluded",
    { do: "exclude agent", agent: "Agent a1" },
  ),
  withFacts(
    among(
      "who declined does not get it again",
      {},
      [{ id: "a1" }, { id: "a2", open: 4 }],
      "assign a2 in orders; out: a1 not excluded",
    ),
    { excludedAgentIds: ["a1"] },
  ),
  // Groups
  among(
    "a further group; the ticket moves to it",
    { moreGroups: ["seniors"] },
    [{ id: "a1", groupIds: ["g-seniors"] }],
    "assign a1 in orders; group g-seniors",
  ),
  withFacts(
    among(
      "seniors after a while",
      { escalate: [{ afterMinutes: 20, do: "add group", group: "seniors" }] },
      [{ id: "a1", groupIds: ["g-seniors"] }],
      "assign a1 in orders; group g-seniors",
    ),
    { waitedMinutes: 20 },
  ),
  withFacts(
    among(
      "and not before",
      { escalate: [{ afterMinutes: 20, do: "add group", group: "seniors" }] },
      [{ id: "a1", groupIds: ["g-seniors"] }],
      "hold in orders",
    ),
    { waitedMinutes: 19 },
  ),
  withFacts(
    among(
      "a wait raises the priority and tells somebody",
      {
        escalate: [
          { afterMinutes: 5, do: "raise priority", priority: "high" },
          { afterMinutes: 5, do: "notify", who: "lead" },
        ],
      },
      [],
      "hold in orders; priority high; tags told-lead; notify lead",
    ),
    { waitedMinutes: 5 },
  ),
  // Hours
  withFacts(among("closed", { schedule: "office" }, [{ id: "a1" }], "hold in orders"), {
    now: "2026-11-22T10:00:00Z",
  }),
  among("open", { schedule: "office" }, [{ id: "a1" }], "assign a1 in orders"),
];
