import { z } from "zod";
import type { Db } from "../../db/database.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import { findActivePolicy, insertPolicy } from "../../db/queries/policies.ts";
import { listGroups } from "../../db/queries/roster.ts";
import { InputError } from "../../ports/app-error.ts";
import { hashOf } from "../../routing/canonical-json.ts";
import { fold } from "../../routing/conditions.ts";
import { Policy } from "../../routing/policy.ts";
import type { ServiceContext } from "../context.ts";

/** Saves a new version, in force from the next ticket on. Older versions stay. */
export async function savePolicy(
  context: ServiceContext,
  input: { installationId: string; document: unknown },
): Promise<{ version: number; hash: string }> {
  const parsed = Policy.safeParse(input.document);
  if (!parsed.success) throw new InputError(z.prettifyError(parsed.error));
  const policy = parsed.data;
  await refuseUnknownGroups(context, input.installationId, policy);
  const hash = hashOf(policy);
  return context.db.transaction(async (tx: Db) => {
    await lockInstallation(tx, input.installationId);
    const active = await findActivePolicy(tx, input.installationId);
    const version = (active?.version ?? 0) + 1;
    await insertPolicy(tx, { installationId: input.installationId, version, document: policy, hash });
    return { version, hash };
  });
}

async function refuseUnknownGroups(
  context: ServiceContext,
  installationId: string,
  policy: Policy,
): Promise<void> {
  const groups = await listGroups(context.db, installationId);
  const known = new Set(groups.map((group) => fold(group.name)));
  const unknown = policy.queues.filter((queue) => !known.has(fold(queue.group)));
  if (unknown.length === 0) return;
  const named = unknown.map((queue) => `queue "${queue.id}" names the group "${queue.group}"`).join("; ");
  throw new InputError(
    `${named}; the help desk has ${groups.map((group) => `"${group.name}"`).join(", ") || "no groups"}`,
  );
}
