import { findPolicy, type StoredPolicy } from "../../db/queries/policies.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import { diffPolicies, type PolicyChange } from "../../routing/diff-policies.ts";
import type { ServiceContext } from "../context.ts";

/** @throws NotFoundError */
export async function getVersion(
  { db }: Pick<ServiceContext, "db">,
  input: { installationId: string; version: number },
): Promise<StoredPolicy> {
  const found = await findPolicy(db, input.installationId, input.version);
  if (!found) throw new NotFoundError(`version ${input.version} of the policy`);
  return found;
}

/** What leads from one version to another. @throws NotFoundError */
export async function diffVersions(
  context: Pick<ServiceContext, "db">,
  input: { installationId: string; from: number; to: number },
): Promise<PolicyChange[]> {
  const { installationId, from, to } = input;
  const before = await getVersion(context, { installationId, version: from });
  const after = await getVersion(context, { installationId, version: to });
  return diffPolicies(before.document, after.document);
}
