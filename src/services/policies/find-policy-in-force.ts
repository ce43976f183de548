import { findPolicySince, type StoredPolicy } from "../../db/queries/policies.ts";
import type { ServiceContext } from "../context.ts";

/** More help desks than this at once in one process start again with an empty cache, which only costs time. */
const cacheLimit = 100;

/** The policy in force now; its document is read once by this process, however many tickets ask for it. */
export async function findPolicyInForce(
  { db, policiesInForce }: Pick<ServiceContext, "db" | "policiesInForce">,
  installationId: string,
): Promise<StoredPolicy | undefined> {
  const found = await findPolicySince(db, installationId, policiesInForce.get(installationId));
  if (!found) return undefined;
  if (policiesInForce.size >= cacheLimit && !policiesInForce.has(installationId)) policiesInForce.clear();
  policiesInForce.set(installationId, found);
  return found;
}
