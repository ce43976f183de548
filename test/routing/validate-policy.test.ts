import assert from "node:assert/strict";
import { expect, test } from "vitest";
import { starterPolicy } from "../../src/routing/starter-policy.ts";
import { formatPath, validatePolicy } from "../../src/routing/validate-policy.ts";
import { policyOf, queueOf, ruleOf } from "./build.ts";

const withTest = (condition: object) => ({
  ...policyOf(),
  rules: [{ ...ruleOf("r1", { all: [] }, "returns"), when: { all: [condition] } }],
});
const inTest = (key: string) => `rules[0].when.all[0]${key}`;
const overflowTo = (to: string) => ({ overflow: [{ when: "held" as const, afterMinutes: 5, to }] });

const cases: [name: string, document: unknown, expected: string[]][] = [
  ["a valid policy", starterPolicy, []],
  ["nothing", undefined, [": this is missing; it should be an object"]],
  [
    "an unknown queue",
    policyOf({ rules: [ruleOf("r1", { all: [] }, "retuns")] }),
    ['rules[0].then[0].queue: there is no queue "retuns"; did you mean "returns"?'],
  ],
  [
    "an unknown fallback",
    policyOf({ fallback: "zzzzzzzz" }),
    ['fallback: there is no queue "zzzzzzzz"; there is returns, orders, seniors'],
  ],
  [
    "overflow in a circle",
    policyOf({
      queues: [queueOf("returns", overflowTo("orders")), queueOf("orders", overflowTo("returns"))],
    }),
    [
      "queues[0].overflow: overflow goes in a circle: returns -> orders -> returns; remove one of these steps",
    ],
  ],
  [
    "overflow into itself",
    policyOf({ queues: [queueOf("orders", overflowTo("orders"))] }),
    ["queues[0].overflow: overflow goes in a circle: orders -> orders; remove one of these steps"],
  ],
  [
    "a longer circle behind a queue",
    policyOf({
      queues: [
        queueOf("orders", overflowTo("a")),
        queueOf("a", overflowTo("b")),
        queueOf("b", overflowTo("c")),
        queueOf("c", overflowTo("a")),
      ],
    }),
    ["queues[1].overflow: overflow goes in a circle: a -> b -> c -> a; remove one of these steps"],
  ],
  [
    "an id used twice",
    policyOf({ queues: [queueOf("orders"), queueOf("orders")] }),
    ['queues[1].id: the id "orders" is already taken by queues[0]; every id is used once'],
  ],
  [
    "a field mistyped",
    withTest({ field: "subjct", operator: "is", value: "x" }),
    [`${inTest(".field")}: there is no field "subjct"; did you mean "subject"?`],
  ],
  [
    "an operator mistyped",
    withTest({ field: "subject", operator: "contain", value: "x" }),
    [`${inTest(".operator")}: "contain" is not one of the values here; did you mean "contains"?`],
  ],
  [
    "a key mistyped",
    withTest({ field: "subject", operator: "is", valeu: "x" }),
    [
      `${inTest(".value")}: this is missing`,
      `${inTest("")}: there is no such key here: valeu; did you mean "value"?`,
    ],
  ],
  [
    "an action mistyped",
    { ...policyOf(), rules: [{ ...ruleOf("r1", { all: [] }, "returns"), then: [{ do: "send to que" }] }] },
    ['rules[0].then[0].do: there is no action "send to que"; did you mean "send to queue"?'],
  ],
  [
    "a way of choosing mistyped",
    policyOf({ queues: [{ ...queueOf("orders"), pick: "fewest" as "fewest open" }] }),
    ['queues[0].pick: "fewest" is not one of the values here; did you mean "fewest open"?'],
  ],
  [
    "no way of choosing",
    policyOf({ queues: [{ id: "orders", name: "Orders", group: "orders" } as never] }),
    [
      "queues[0].pick: this is missing; it should be one of most spare share, fewest open, longest since last, rotation, best skill",
    ],
  ],
  [
    "a number's operator on text",
    withTest({ field: "subject", operator: "at least", value: 5 }),
    [`${inTest(".operator")}: "at least" compares numbers, and subject is none`],
  ],
  [
    "a text's operator on a number",
    withTest({ field: "order.value", operator: "contains", value: "5" }),
    [
      `${inTest(".operator")}: "contains" searches text, and order.value is a number; use "at least" or "between"`,
    ],
  ],
  [
    "a number in quotes",
    withTest({ field: "order.value", operator: "at least", value: "5" }),
    [`${inTest(".value")}: "at least" takes one number, not in quotes`],
  ],
  [
    "a range upside down",
    withTest({ field: "order.value", operator: "between", value: [9, 5] }),
    [`${inTest(".value")}: the range is upside down; write [5, 9]`],
  ],
  [
    "a status that is none",
    withTest({ field: "status", operator: "is", value: "opened" }),
    [`${inTest(".value")}: status is never "opened"; did you mean "open"?`],
  ],
  [
    "look-around",
    withTest({ field: "body", operator: "matches", value: "(?=x)" }),
    ["look-around and back-references do not exist in RE2 syntax"],
  ],
  [
    "an open bracket",
    withTest({ field: "body", operator: "matches", value: "(x" }),
    ["not a pattern in RE2 syntax"],
  ],
  [
    "words that are none",
    withTest({ field: "body", operator: "contains", value: ["refund", " "] }),
    [`${inTest(".value")}: "contains" needs words to look for; one of them is empty`],
  ],
  [
    "an unknown schedule",
    withTest({ field: "schedule.ofice", operator: "is", value: "open" }),
    [`${inTest(".field")}: there is no schedule "ofice"; did you mean "office"?`],
  ],
  [
    "a fixed offset as a time zone",
    policyOf({ timezone: "+01:00" }),
    ['timezone: "+01:00" is no IANA time zone; write one such as "Europe/Berlin" or "America/New_York"'],
  ],
  [
    "a canary without its share",
    policyOf({ mode: "canary" }),
    ['canaryPercent: mode "canary" needs a canaryPercent, such as 10'],
  ],
  [
    "closed without a schedule",
    policyOf({
      queues: [queueOf("orders", { overflow: [{ when: "closed", to: "returns" }] }), queueOf("returns")],
    }),
    [
      'queues[0].overflow[0].when: "closed" needs a schedule on the queue "orders"; without one it is always open',
    ],
  ],
  [
    "a group that is no text",
    policyOf({ queues: [{ ...queueOf("orders"), group: 7 as never }] }),
    ["queues[0].group: 7 should be a string"],
  ],
];

test.each(cases)("%s", (_name, document, expected) => {
  const result = validatePolicy(document);
  const problems = result.ok
    ? []
    : result.problems.map(({ path, message }) => `${formatPath(path)}: ${message}`);
  assert.equal(problems.length, expected.length, problems.join("\n"));
  for (const [index, problem] of problems.entries()) expect(problem).toContain(expected[index]);
});
