import { ZenEngine } from "@gorules/zen-engine";
import { LogicEngine } from "json-logic-engine";
import { Engine } from "json-rules-engine";
import { readField } from "../../src/routing/read-field.ts";
import type { FieldValue } from "../../src/routing/ticket.ts";
import type { FiveTestRule, Workload } from "./policy-workload.ts";

export interface Facts extends Record<string, FieldValue> {
  channel: string;
  brand: string;
  value: number;
  body: string;
}

const mostBuiltAtOnce = 2000;

/** Tells the first rule that matches, or null. */
export type FirstMatch = (facts: Facts) => Promise<string | null> | string | null;

/** What a user would pick instead, each the way its own documentation says is fast. */
export function rivals(rules: FiveTestRule[]): Record<string, FirstMatch> {
  return {
    "json-rules-engine": jsonRulesEngine(rules),
    "@gorules/zen-engine": zenEngine(rules),
    "json-logic-engine": jsonLogicEngine(rules),
  };
}

export function factsOf({ snapshots, policy }: Workload): Facts[] {
  return snapshots.map((snapshot) => ({
    channel: snapshot.ticket.channel,
    brand: snapshot.ticket.brand ?? "",
    value: Number(readField("order.value", snapshot, policy)),
    body: snapshot.ticket.body,
  }));
}

function jsonRulesEngine(rules: FiveTestRule[]): FirstMatch {
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addOperator("textContains", (text: string, phrase: string) => text.includes(phrase));
  const patterns = new Map(rules.map(({ pattern }) => [pattern, new RegExp(pattern)]));
  engine.addOperator(
    "matches",
    (text: string, pattern: string) => patterns.get(pattern)?.test(text) === true,
  );
  let first: string | null = null;
  for (const [index, rule] of rules.entries()) {
    engine.addRule({
      priority: rules.length - index,
      conditions: {
        all: [
          { fact: "channel", operator: "equal", value: rule.channel },
          { fact: "brand", operator: "in", value: rule.brands },
          { fact: "value", operator: "greaterThan", value: rule.minimumValue },
          { fact: "body", operator: "textContains", value: rule.phrase },
          { fact: "body", operator: "matches", value: rule.pattern },
        ],
      },
      event: { type: rule.id },
      onSuccess: () => {
        first ??= rule.id;
        engine.stop();
      },
    });
  }
  return async (facts) => {
    first = null;
    await engine.run(facts);
    return first;
  };
}

function zenEngine(rules: FiveTestRule[]): FirstMatch {
  const node = (id: string, type: string, content?: unknown) => ({
    id,
    type,
    name: id,
    position: { x: 0, y: 0 },
    ...(content !== undefined && { content }),
  });
  const table = {
    hitPolicy: "first",
    inputs: ["channel", "brand", "value", "body", "body"].map((field, index) => ({
      id: `i${index}`,
      name: field,
      field,
    })),
    outputs: [{ id: "o", name: "id", field: "id" }],
    rules: rules.map((rule) => ({
      _id: rule.id,
      i0: JSON.stringify(rule.channel),
      i1: rule.brands.map((brand) => JSON.stringify(brand)).join(", "),
      i2: `> ${rule.minimumValue}`,
      i3: `contains($, ${JSON.stringify(rule.phrase)})`,
      i4: `matches($, '${rule.pattern}')`,
      o: JSON.stringify(rule.id),
    })),
  };
  const content = {
    contentType: "application/vnd.gorules.decision",
    nodes: [node("in", "inputNode"), node("rules", "decisionTableNode", table), node("out", "outputNode")],
    edges: [
      { id: "e1", sourceId: "in", targetId: "rules", type: "edge" },
      { id: "e2", sourceId: "rules", targetId: "out", type: "edge" },
    ],
  };
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(content)));
  return async (facts) => {
    const { result } = await decision.evaluate(facts);
    return (result as { id?: string } | null)?.id ?? null;
  };
}

function jsonLogicEngine(rules: FiveTestRule[]): FirstMatch {
  const engine = new LogicEngine();
  const patterns = new Map(rules.map(({ pattern }) => [pattern, new RegExp(pattern)]));
  engine.addMethod(
    "matches",
    ([text, pattern]: [string, string]) => patterns.get(pattern)?.test(text) === true,
    {
      deterministic: true,
    },
  );
  const branches = rules.flatMap((rule) => [
    {
      and: [
        { "===": [{ var: "channel" }, rule.channel] },
        { in: [{ var: "brand" }, rule.brands] },
        { ">": [{ var: "value" }, rule.minimumValue] },
        { in: [rule.phrase, { var: "body" }] },
        { matches: [{ var: "body" }, rule.pattern] },
      ],
    },
    rule.id,
  ]);
  // One build of everything takes over 20 GB at 10,000 rules; a build for each rule does not.
  if (rules.length > mostBuiltAtOnce) {
    const each = rules.map((rule, index) => ({ id: rule.id, holds: engine.build(branches[index * 2]) }));
    return (facts) => each.find(({ holds }) => (holds as (facts: Facts) => unknown)(facts))?.id ?? null;
  }
  const built = engine.build({ if: [...branches, null] });
  return (facts) => (built as (facts: Facts) => string | null)(facts);
}
