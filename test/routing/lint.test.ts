import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, test } from "vitest";
import type { Condition, Test } from "../../src/routing/condition.ts";
import { findContradiction, implies } from "../../src/routing/lint/implies.ts";
import { type Finding, lint } from "../../src/routing/lint.ts";
import type { Policy } from "../../src/routing/policy.ts";
import type { Agent } from "../../src/routing/roster.ts";
import { fitToGroups, starterPolicy } from "../../src/routing/starter-policy.ts";
import { arbitraryPolicy, arbitrarySnapshot } from "./arbitrary.ts";
import { agentOf, groups, policyOf, queueOf, ruleOf } from "./build.ts";
import { holdsNaively, matchNaively } from "./reference-interpreter.ts";

const is = (field: Test["field"], value: Test["value"]): Condition => ({ field, operator: "is", value });
const says = (...value: string[]): Condition => ({ field: "subject", operator: "contains", value });
const from = (value: number): Condition => ({ field: "order.value", operator: "at least", value });

const implications: [narrow: Condition, wide: Condition, holds: boolean][] = [
  [is("channel", "email"), { all: [] }, true],
  [is("channel", "email"), is("channel", "EMAIL"), true],
  [is("channel", "email"), { field: "channel", operator: "in", value: ["chat", "email"] }, true],
  [{ field: "channel", operator: "in", value: ["chat", "email"] }, is("channel", "email"), false],
  [is("channel", "email"), { field: "channel", operator: "is not", value: "chat" }, true],
  [is("tags", "vip"), { field: "tags", operator: "is not", value: "b2b" }, false],
  [is("channel", "email"), { field: "channel", operator: "present", value: true }, true],
  [from(100), from(50), true],
  [from(50), from(100), false],
  [{ field: "order.value", operator: "between", value: [60, 80] }, from(50), true],
  [says("refund please"), says("refund"), true],
  [says("refunds please"), says("refund"), false],
  [says("refund", "money"), says("refund"), false],
  [{ field: "subject", operator: "contains all", value: ["refund", "money"] }, says("refund"), true],
  [is("subject", "my refund"), says("refund"), true],
  [{ all: [says("a"), from(9)] }, from(5), true],
  [{ any: [from(9), from(7)] }, from(5), true],
  [{ any: [from(9), from(3)] }, from(5), false],
  [{ not: from(5) }, { not: from(9) }, true],
  [{ not: from(9) }, { not: from(5) }, false],
  [is("channel", "email"), { not: is("channel", "chat") }, true],
  [{ not: { any: [is("channel", "chat"), says("x")] } }, { not: is("channel", "chat") }, true],
];
test.each(implications)("%j implies %j: %s", (narrow, wide, holds) => {
  assert.equal(implies(narrow, wide), holds);
});

const people = {
  groups,
  agents: [agentOf("a1", { skills: { refunds: 2 } }), agentOf("a2", { groupIds: ["g-seniors"] })],
};
const cases: [name: string, policy: Partial<Policy>, expected: [Finding["code"], string][]][] = [
  ["nothing to say", { rules: [ruleOf("r1", says("x"), "returns"), ruleOf("r2", says("y"), "seniors")] }, []],
  [
    "an unreachable rule, with the one that shadows it",
    { rules: [ruleOf("wide", from(5), "returns", { last: true }), ruleOf("narrow", from(9), "seniors")] },
    [["unreachable rule", "“Wide”"]],
  ],
  [
    "a queue that never counts",
    { rules: [ruleOf("wide", from(5), "returns"), ruleOf("narrow", from(9), "seniors")] },
    [["shadowed queue", "“Wide”"]],
  ],
  [
    "a rule switched off shadows nothing",
    {
      rules: [
        ruleOf("wide", from(5), "returns", { last: true, enabled: false }),
        ruleOf("narrow", from(9), "returns"),
        ruleOf("other", says("x"), "seniors"),
      ],
    },
    [],
  ],
  [
    "a rule that can never match",
    {
      rules: [
        ruleOf("r1", { all: [is("channel", "email"), is("channel", "chat")] }, "returns"),
        ruleOf("r2", says("y"), "seniors"),
      ],
    },
    [["never matches", '“channel is "email"” and “channel is "chat"”']],
  ],
  [
    "a pattern that matches everything",
    {
      rules: [
        ruleOf("r1", { field: "body", operator: "matches", value: "x*" }, "returns"),
        ruleOf("r2", says("y"), "seniors"),
      ],
    },
    [["pattern matches everything", "“x*”"]],
  ],
  [
    "an unknown group, with the nearest",
    { queues: [queueOf("orders", { group: "Retuns" })] },
    [["unknown group", 'did you mean "returns"?']],
  ],
  ["a queue nobody is in", { queues: [queueOf("orders", { group: "empty" })] }, [["no members", "“Orders”"]]],
  [
    "a skill nobody has",
    { queues: [queueOf("orders", { skills: [{ skill: "refunds", need: "require", level: 5 }] })] },
    [["skill nobody has", "“refunds” at 5 or more"]],
  ],
  [
    "an agent mistyped",
    {
      queues: [queueOf("orders")],
      rules: [{ id: "r1", name: "R1", when: says("x"), then: [{ do: "prefer agent", agent: "Agnet a1" }] }],
    },
    [["unknown agent", 'did you mean "Agent a1"?']],
  ],
  [
    "a rule that two earlier ones shadow together",
    {
      rules: [
        ruleOf("mail", is("channel", "email"), "returns", { last: true }),
        ruleOf("talk", is("channel", ["chat", "voice"]), "orders", { last: true }),
        ruleOf("both", { all: [is("channel", ["email", "chat"]), from(5)] }, "seniors"),
      ],
    },
    [["unreachable rule", "“Mail” or “Talk” before, each of them the last rule"]],
  ],
  [
    "a queue that two earlier rules shadow together, one for each way",
    {
      rules: [
        ruleOf("dear", from(50), "returns"),
        ruleOf("angry", says("angry"), "orders"),
        ruleOf("both", { any: [from(90), says("angry customer")] }, "seniors"),
      ],
    },
    [["shadowed queue", "“Dear” or “Angry” have"]],
  ],
  [
    "two earlier rules that leave a way open shadow nothing",
    {
      rules: [
        ruleOf("mail", is("channel", "email"), "returns", { last: true }),
        ruleOf("talk", is("channel", "chat"), "orders", { last: true }),
        ruleOf("all", is("channel", ["email", "chat", "web"]), "seniors"),
      ],
    },
    [],
  ],
  [
    "business minutes without a schedule",
    { queues: [queueOf("orders", { clock: "business", takeBack: { afterMinutes: 30 } })] },
    [
      ["clock without a schedule", "“Orders”"],
      ["nobody to give back to", "one member"],
    ],
  ],
  [
    "a ramp above what an agent may hold",
    { queues: [queueOf("orders", { hold: { ramp: { tickets: 9, minutes: 5 } } })] },
    [["ramp above capacity", "9 in 5 minutes, is more than the 8"]],
  ],
  [
    "a ramp and a take-back where the group picks",
    {
      queues: [
        queueOf("seniors", {
          hold: { nobody: "group only", ramp: { tickets: 2, minutes: 5 } },
          takeBack: { afterMinutes: 30 },
        }),
      ],
      fallback: "seniors",
    },
    [
      ["pointless ramp", "holds nothing"],
      ["pointless take-back", "“Seniors”"],
      ["nobody to give back to", "“Seniors”"],
    ],
  ],
  [
    "a queue nothing goes to",
    { queues: [queueOf("orders"), queueOf("returns")] },
    [["unused queue", "“Returns”"]],
  ],
];

describe("lint", () => {
  test.each(cases)("%s", (_name, changes, expected) => {
    const policy = policyOf({ schedules: [], ...changes });
    const findings = lint(policy, { ...people, groups: [...groups, { id: "g-empty", name: "empty" }] });
    assert.deepEqual(
      findings.map(({ code }) => code),
      expected.map(([code]) => code),
      JSON.stringify(findings),
    );
    for (const [index, [, part]] of expected.entries())
      assert.ok(findings[index]?.message.includes(part), findings[index]?.message);
  });

  test("hours when nobody with a skill works", () => {
    const late = {
      id: "late",
      name: "Late",
      hours: [{ days: ["monday" as const], from: "12:00", to: "20:00" }],
    };
    const early = {
      id: "early",
      name: "Early",
      hours: [{ days: ["monday" as const], from: "08:00", to: "16:00" }],
    };
    const queue = queueOf("orders", { skills: [{ skill: "refunds", need: "require" }], schedule: "late" });
    const agents = [
      agentOf("a1", { skills: { refunds: 1 }, shift: early }),
      agentOf("a2", { skills: {}, shift: late }),
    ];
    const findings = lint(policyOf({ schedules: [late, early], queues: [queue] }), { groups, agents });
    const gap = findings.find(({ code }) => code === "skill missing at times");
    assert.match(gap?.message ?? "", /works at monday 16:00\./);
  });

  test("business minutes that nothing waits for", () => {
    const findings = lint(
      policyOf({ queues: [queueOf("orders", { clock: "business", schedule: "office" })] }),
    );
    assert.deepEqual(
      findings.map(({ code }) => code),
      ["pointless clock"],
    );
  });

  test("stand-ins in a circle, told once, and stand-ins who are gone", () => {
    const away = (standInId: string, until = "2026-12-01T00:00:00Z") => ({
      absence: { from: "2026-11-20T00:00:00Z", until, standInId },
    });
    const codesOf = (...agents: Agent[]) =>
      lint(policyOf({ schedules: [], queues: [queueOf("orders")] }), { groups, agents }).map(
        ({ code }) => code,
      );
    assert.deepEqual(codesOf(agentOf("a1", away("a2")), agentOf("a2", away("a1"))), ["stand-in cycle"]);
    assert.deepEqual(codesOf(agentOf("a1", away("a2")), agentOf("a2", away("gone"))), ["stand-in not there"]);
    // One is back before the other leaves.
    const later = {
      absence: { from: "2026-12-01T00:00:00Z", until: "2026-12-09T00:00:00Z", standInId: "a1" },
    };
    assert.deepEqual(codesOf(agentOf("a1", away("a2")), agentOf("a2", later)), []);
  });

  test("the starter policy is clean", () => {
    assert.deepEqual(lint(starterPolicy), []);
    const fitted = fitToGroups(starterPolicy, ["orders"], "returns");
    assert.deepEqual(
      lint(fitted, people).map(({ code }) => code),
      [],
    );
  });

  test("no rule that the lint calls dead ever matches", () => {
    fc.assert(
      fc.property(arbitraryPolicy, arbitrarySnapshot, (policy, snapshot) => {
        const dead = lint(policy).filter(
          ({ code }) => code === "unreachable rule" || code === "never matches",
        );
        const matched = matchNaively(policy, snapshot);
        for (const { path } of dead) {
          const id = policy.rules[Number(path[1])]?.id ?? "";
          assert.ok(!matched.includes(id), id);
        }
      }),
      { numRuns: 3000, seed: 3 },
    );
  });

  test("what is implied holds, and what is a contradiction does not", () => {
    fc.assert(
      fc.property(arbitraryPolicy, arbitraryPolicy, arbitrarySnapshot, (one, other, snapshot) => {
        const conditions = [...one.rules, ...other.rules].map(({ when }) => when);
        for (const narrow of conditions) {
          const holds = holdsNaively(narrow, one, snapshot);
          if (holds) assert.equal(findContradiction(narrow), undefined);
          for (const wide of conditions) {
            if (holds && implies(narrow, wide)) assert.ok(holdsNaively(wide, one, snapshot));
          }
        }
      }),
      { numRuns: 1000, seed: 4 },
    );
  });
});
