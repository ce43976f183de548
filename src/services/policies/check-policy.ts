import type { Db } from "../../db/database.ts";
import { findActivePolicy } from "../../db/queries/policies.ts";
import { diffPolicies, type PolicyChange } from "../../routing/diff-policies.ts";
import { type Finding, lint } from "../../routing/lint.ts";
import type { PolicyProblem } from "../../routing/policy-problem.ts";
import { validatePolicy } from "../../routing/validate-policy.ts";
import type { ServiceContext } from "../context.ts";
import { readRoster } from "../roster/read-roster.ts";

export interface PolicyCheck {
  /** Why it is no policy; empty for one that can be published. */
  problems: PolicyProblem[];
  /** What of a valid policy will not work as it reads, with the people who are there. */
  findings: Finding[];
  /** What differs from the version in force. */
  changes: PolicyChange[];
}

/** All that can be said of unpublished work without a ticket. */
export async function checkPolicy(
  { db }: Pick<ServiceContext, "db">,
  input: { installationId: string; document: unknown },
): Promise<PolicyCheck> {
  const { installationId } = input;
  const validation = validatePolicy(input.document);
  if (!validation.ok) return { problems: validation.problems, findings: [], changes: [] };
  const { policy } = validation;
  return db.transaction(async (tx: Db) => {
    const roster = await readRoster(tx, installationId);
    const active = await findActivePolicy(tx, installationId);
    return {
      problems: [],
      findings: lint(policy, roster),
      changes: active ? diffPolicies(active.document, policy) : [],
    };
  });
}
