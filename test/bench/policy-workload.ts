import type { Policy, Rule } from "../../src/routing/policy.ts";
import type { Snapshot } from "../../src/routing/snapshot.ts";
import { policyOf, queueOf, snapshotOf } from "../routing/build.ts";

/**
 * A rule of five tests: channel is, brand in, order value greater than, message contains a phrase, message matches a
 * pattern. All text is lower-case words of six letters, so that a library's plain substring search means the same as
 * our search by whole words, and nobody pays for folding that the others skip.
 */
export interface FiveTestRule {
  id: string;
  channel: string;
  brands: string[];
  minimumValue: number;
  phrase: string;
  pattern: string;
}

export interface Workload {
  rules: FiveTestRule[];
  policy: Policy;
  snapshots: Snapshot[];
}

const channels = ["email", "web", "chat", "voice", "social"];
const bodyWords = 170;
const ticketCount = 200;
const matchingShare = 0.9;

/** Mulberry32: small, seeded, good enough for test data. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

export function fiveTestWorkload(ruleCount: number): Workload {
  const random = randomFrom(ruleCount);
  const words = vocabulary(random, 400);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const brands = Array.from({ length: 40 }, (_, index) => `brand-${index}`);
  const rules = Array.from(
    { length: ruleCount },
    (_, index): FiveTestRule => ({
      id: `r${index}`,
      channel: pick(channels),
      brands: [pick(brands), pick(brands)],
      minimumValue: 10 * Math.floor(random() * 10),
      phrase: `${pick(words)} ${pick(words)}`,
      pattern: `(${pick(words)}|${pick(words)})\\s+#?[0-9]{2,4}`,
    }),
  );
  const snapshots = Array.from({ length: ticketCount }, (_, index) => {
    const body = Array.from({ length: bodyWords }, () => pick(words));
    const meant = random() < matchingShare ? pick(rules) : undefined;
    if (meant) {
      body[20] = meant.phrase;
      body[60] = `${meant.pattern.slice(1, 7)} #${100 + index}`;
    }
    return snapshotOf({
      ticket: {
        id: String(index),
        subject: "about my parcel",
        body: body.join(" "),
        channel: meant?.channel ?? pick(channels),
        brand: meant?.brands[0] ?? pick(brands),
      },
      signals: { orderValue: { value: (meant?.minimumValue ?? 0) + 5 } },
      agents: Array.from({ length: 8 }, (_unused, agent) => ({ id: `a${agent}`, open: agent % 5 })),
    });
  });
  return { rules, policy: toPolicy(rules.map(toRule)), snapshots };
}

/** Three `contains` a rule and nothing else: what no index on values can help with. */
export function containsHeavyWorkload(ruleCount: number): Pick<Workload, "policy" | "snapshots"> {
  const random = randomFrom(ruleCount + 1);
  const words = vocabulary(random, 2000);
  const pick = () => words[Math.floor(random() * words.length)] ?? "";
  const phrases = Array.from({ length: ruleCount }, () => [
    `${pick()} ${pick()}`,
    pick(),
    `${pick()} ${pick()}`,
  ]);
  const snapshots = Array.from({ length: ticketCount }, (_, index) => {
    const body = Array.from({ length: bodyWords }, pick);
    const meant = phrases[Math.floor(random() * phrases.length)] ?? [];
    if (random() < matchingShare) body.splice(80, 0, ...meant);
    return snapshotOf({ ticket: { id: String(index), body: body.join(" ") } });
  });
  const rules = phrases.map(
    (values, index): Rule => ({
      id: `r${index}`,
      name: `Rule ${index}`,
      when: { all: values.map((value) => ({ field: "body", operator: "contains", value })) },
      then: [{ do: "send to queue", queue: "returns" }],
      last: true,
    }),
  );
  return { policy: toPolicy(rules), snapshots };
}

function toRule(rule: FiveTestRule): Rule {
  return {
    id: rule.id,
    name: rule.id,
    when: {
      all: [
        { field: "channel", operator: "is", value: rule.channel },
        { field: "brand", operator: "in", value: rule.brands },
        { field: "order.value", operator: "greater than", value: rule.minimumValue },
        { field: "body", operator: "contains", value: rule.phrase },
        { field: "body", operator: "matches", value: rule.pattern },
      ],
    },
    then: [{ do: "send to queue", queue: "returns" }],
    last: true,
  };
}

function toPolicy(rules: Rule[]): Policy {
  return policyOf({ rules, queues: [queueOf("returns"), queueOf("orders")] });
}

function vocabulary(random: () => number, count: number): string[] {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const words = new Set<string>();
  while (words.size < count) {
    words.add(Array.from({ length: 6 }, () => letters[Math.floor(random() * 26)]).join(""));
  }
  return [...words];
}
