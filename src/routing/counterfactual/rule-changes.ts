import type { CompiledPolicy } from "../compile/compiled-policy.ts";
import type { ChangedInput } from "../counterfactual.ts";
import type { Receipt } from "../receipt.ts";

/** Each rule that matched, switched off. */
export function* findRuleChanges(compiled: CompiledPolicy, receipt: Receipt): Generator<ChangedInput> {
  for (const { id } of receipt.rules) {
    const rule = compiled.rules.find((candidate) => candidate.rule.id === id);
    if (!rule) continue;
    const rules = compiled.rules.with(rule.index, { ...rule, holds: () => false });
    yield {
      kind: "rule",
      subject: rule.rule.name,
      from: true,
      to: false,
      size: 2.2,
      compiled: { ...compiled, rules },
    };
  }
}
