import { deleteDraft } from "../../db/queries/policy-drafts.ts";
import { type Actor, recordAudit } from "../audit/record-audit.ts";
import type { ServiceContext } from "../context.ts";
import { getVersion } from "./get-version.ts";
import { savePolicy } from "./save-policy.ts";

interface Publication {
  installationId: string;
  actor: Actor;
  /** The version in force that it was made from. */
  expectedVersion: number;
  note?: string | undefined;
}

/**
 * Puts somebody's work in force, and forgets their draft, unless what was published is not that draft.
 *
 * @throws InputError for what is no policy, PolicyConflictError when another version is in force by now
 */
export async function publishPolicy(
  context: Pick<ServiceContext, "db" | "platform">,
  input: Publication & { document: unknown; keepDraft?: boolean },
): Promise<{ version: number; hash: string }> {
  const { installationId, actor, document, expectedVersion, note } = input;
  const saved = await savePolicy(context, {
    installationId,
    document,
    expectedVersion,
    note,
    savedBy: actor,
  });
  if (!input.keepDraft) await deleteDraft(context.db, { installationId, owner: actor });
  await recordAudit(context, { installationId, actor, act: "policy saved", detail: saved });
  return saved;
}

/** Puts an older version in force again, as a new one: what was published stays published. */
export async function restorePolicy(
  context: Pick<ServiceContext, "db" | "platform">,
  input: Publication & { version: number },
): Promise<{ version: number; hash: string }> {
  const { installationId, actor, expectedVersion, note, version } = input;
  const { document } = await getVersion(context, { installationId, version });
  const saved = await savePolicy(context, {
    installationId,
    document,
    expectedVersion,
    note,
    savedBy: actor,
    restoredFrom: version,
  });
  const detail = { ...saved, restoredFrom: version };
  await recordAudit(context, { installationId, actor, act: "policy saved", detail });
  return saved;
}
