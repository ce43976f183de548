import { findActivePolicy, listPolicies, type StoredPolicy } from "../../db/queries/policies.ts";
import { findDraft, listDrafts } from "../../db/queries/policy-drafts.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import { PolicyDocument } from "../../routing/policy.ts";
import type { Actor } from "../audit/record-audit.ts";
import type { ServiceContext } from "../context.ts";
import { nameActors } from "./name-actors.ts";

export interface PolicyView extends StoredPolicy {
  /** Null for the server's operator, for Signalbox itself and for who has left. */
  savedByName: string | null;
}

export interface WorkingPolicy {
  inForce: PolicyView;
  /** What the asking person has not published yet; it may be no valid policy. */
  draft: { document: Record<string, unknown>; baseVersion: number; updatedAt: string } | null;
  /** Who else has unpublished work, for who wants to ask before publishing. */
  others: { owner: string; name: string | null; baseVersion: number; updatedAt: string }[];
}

/** The policy in force and the unpublished work on it. @throws NotFoundError where nothing is set up yet */
export async function showPolicy(
  { db }: Pick<ServiceContext, "db">,
  input: { installationId: string; actor: Actor },
): Promise<WorkingPolicy> {
  const { installationId, actor } = input;
  const inForce = await findActivePolicy(db, installationId);
  if (!inForce) throw new NotFoundError("a policy of this installation");
  const nameOf = await nameActors(db, installationId);
  const own = await findDraft(db, { installationId, owner: actor });
  const others = (await listDrafts(db, installationId)).filter(({ owner }) => owner !== actor);
  return {
    inForce: {
      ...inForce,
      // The database forgets the order of keys; people read them in the order that the docs tell them in.
      document: PolicyDocument.parse(inForce.document),
      savedByName: nameOf(inForce.savedBy),
    },
    draft: own ? { document: own.document, baseVersion: own.baseVersion, updatedAt: own.updatedAt } : null,
    others: others.map((other) => ({ ...other, name: nameOf(other.owner) })),
  };
}

/** The versions below `before`, the latest first, without their documents. */
export async function listVersions(
  { db }: Pick<ServiceContext, "db">,
  input: { installationId: string; before: number; limit: number },
) {
  const nameOf = await nameActors(db, input.installationId);
  const rows = await listPolicies(db, input);
  return rows.map((row) => ({ ...row, savedByName: nameOf(row.savedBy) }));
}
