import type { CompiledPolicy } from "./compile/compiled-policy.ts";
import type { Test } from "./condition.ts";
import { findAgentChanges } from "./counterfactual/agent-changes.ts";
import { findFactChanges } from "./counterfactual/fact-changes.ts";
import { findRuleChanges } from "./counterfactual/rule-changes.ts";
import { decideCompiled } from "./decide.ts";
import type { Receipt } from "./receipt.ts";
import type { Snapshot } from "./snapshot.ts";
import type { FieldValue } from "./ticket.ts";

/** A single change that would have led elsewhere. */
export interface Change {
  kind: "fact" | "agent" | "rule";
  /** A field, an agent's name or a rule's name. */
  subject: string;
  /** What of an agent is changed. */
  state?: string;
  /** Null for free text, which no receipt shows. */
  from: FieldValue;
  to: FieldValue;
  /** For a fact: the test that would hold, or no longer hold. */
  test?: Test & { holds: boolean };
  /** For ranking, from 1: what a rule matched on taken away, a number moved, an agent's state, a rule, new words. */
  size: number;
  result: Pick<Receipt, "outcome"> & {
    queue: string | null;
    agent: string | null;
    priority: string | null;
  };
}

/** A change not yet tried, with what to decide anew. */
export type ChangedInput = Omit<Change, "result"> & { snapshot?: Snapshot; compiled?: CompiledPolicy };

/**
 * The smallest single changes - one fact, one agent's state, one rule - after which the decision is another, found by
 * deciding again. At most `maxRuns` decisions; agents and rules have a share of them whatever the number of facts.
 */
export function whatWouldChange(
  compiled: CompiledPolicy,
  snapshot: Snapshot,
  { limit = 8, maxRuns = 120 }: { limit?: number; maxRuns?: number } = {},
): Change[] {
  const { receipt } = decideCompiled(compiled, snapshot);
  const before = JSON.stringify(resultOf(receipt));
  const changes: Change[] = [];
  const sources = [
    findAgentChanges(snapshot, receipt),
    findRuleChanges(compiled, receipt),
    findFactChanges(compiled, snapshot, receipt),
  ];
  let runs = maxRuns;
  for (const [index, source] of sources.entries()) {
    const isLast = index === sources.length - 1;
    let share = isLast ? runs : Math.floor(maxRuns / sources.length);
    for (const { snapshot: changedSnapshot, compiled: changedPolicy, ...change } of source) {
      if (share-- <= 0) break;
      runs--;
      const next = decideCompiled(changedPolicy ?? compiled, changedSnapshot ?? snapshot);
      const result = resultOf(next.receipt);
      if (JSON.stringify(result) !== before) changes.push({ ...change, result });
    }
  }
  return changes.sort((a, b) => a.size - b.size).slice(0, limit);
}

function resultOf(receipt: Receipt): Change["result"] {
  return {
    outcome: receipt.outcome,
    queue: receipt.outcome === "leave alone" ? null : (receipt.queue?.name ?? null),
    agent: receipt.chosen?.name ?? null,
    priority: receipt.priority?.to ?? null,
  };
}
