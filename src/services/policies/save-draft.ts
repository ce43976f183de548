import { deleteDraft, upsertDraft } from "../../db/queries/policy-drafts.ts";
import type { Actor } from "../audit/record-audit.ts";
import { isoNow, type ServiceContext } from "../context.ts";

/** Keeps unpublished work, valid or not, so that closing the page loses nothing. */
export async function saveDraft(
  { db, platform }: Pick<ServiceContext, "db" | "platform">,
  input: { installationId: string; actor: Actor; document: Record<string, unknown>; baseVersion: number },
): Promise<{ updatedAt: string }> {
  const { installationId, actor, document, baseVersion } = input;
  const updatedAt = isoNow(platform);
  await upsertDraft(db, { installationId, owner: actor, document, baseVersion, updatedAt });
  return { updatedAt };
}

export async function dropDraft(
  { db }: Pick<ServiceContext, "db">,
  input: { installationId: string; actor: Actor },
): Promise<void> {
  await deleteDraft(db, { installationId: input.installationId, owner: input.actor });
}
