import type { Db } from "../../db/database.ts";
import { lockInstallation } from "../../db/lock-installation.ts";
import { findActivePolicy, insertPolicy } from "../../db/queries/policies.ts";
import { listGroups } from "../../db/queries/roster.ts";
import { AppError, InputError } from "../../ports/app-error.ts";
import { hashOf } from "../../routing/canonical-json.ts";
import { didYouMean } from "../../routing/nearest-name.ts";
import type { Policy } from "../../routing/policy.ts";
import { fold } from "../../routing/text/fold.ts";
import { formatPath, validatePolicy } from "../../routing/validate-policy.ts";
import type { Actor } from "../audit/record-audit.ts";
import { isoNow, type ServiceContext } from "../context.ts";

/** Another version was published since somebody began to work on theirs. */
export class PolicyConflictError extends AppError {
  constructor(version: number) {
    super(
      "policy-conflict",
      `version ${version} was published meanwhile; look at what changed, then publish`,
    );
  }
}

/**
 * Saves a new version, in force from the next ticket on. Older versions stay.
 *
 * @param input.expectedVersion the version in force that the new one was made from; anything goes when absent
 * @throws InputError, PolicyConflictError
 */
export async function savePolicy(
  context: Pick<ServiceContext, "db" | "platform">,
  input: {
    installationId: string;
    document: unknown;
    savedBy?: Actor | undefined;
    note?: string | undefined;
    restoredFrom?: number | undefined;
    expectedVersion?: number | undefined;
  },
): Promise<{ version: number; hash: string }> {
  const validation = validatePolicy(input.document);
  if (!validation.ok) {
    throw new InputError(
      validation.problems
        .map(({ path, message }) => (path.length > 0 ? `${formatPath(path)}: ${message}` : message))
        .join("\n"),
    );
  }
  const { policy } = validation;
  await refuseUnknownGroups(context, input.installationId, policy);
  const hash = hashOf(policy);
  return context.db.transaction(async (tx: Db) => {
    await lockInstallation(tx, input.installationId);
    const active = await findActivePolicy(tx, input.installationId);
    if (input.expectedVersion !== undefined && active && active.version !== input.expectedVersion) {
      throw new PolicyConflictError(active.version);
    }
    const version = (active?.version ?? 0) + 1;
    await insertPolicy(tx, {
      installationId: input.installationId,
      version,
      document: policy,
      hash,
      savedBy: input.savedBy ?? "system",
      note: input.note || null,
      restoredFrom: input.restoredFrom ?? null,
      createdAt: isoNow(context.platform),
    });
    return { version, hash };
  });
}

async function refuseUnknownGroups(
  context: Pick<ServiceContext, "db">,
  installationId: string,
  policy: Policy,
): Promise<void> {
  const names = (await listGroups(context.db, installationId)).map((group) => group.name);
  const known = new Set(names.map(fold));
  const problems = policy.queues.flatMap((queue, index) =>
    [queue.group, ...(queue.moreGroups ?? [])]
      .filter((group) => !known.has(fold(group)))
      .map((group) => `queues[${index}]: the help desk has no group "${group}"${didYouMean(group, names)}`),
  );
  if (problems.length === 0) return;
  const there = names.map((name) => `"${name}"`).join(", ") || "no groups";
  throw new InputError(`${problems.join("\n")}\nThe help desk has ${there}.`);
}
