import { claimRefresh } from "../../db/queries/credentials.ts";
import { findInstallation, listInstallations, updateInstallation } from "../../db/queries/installations.ts";
import { findLearning, updateLearning } from "../../db/queries/learning.ts";
import type { Installation } from "../../db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { sealContext } from "../helpdesk/seal-context.ts";

/** A renewal in another process is over by then. */
const claimTries = 70;
const claimPauseMs = 500;

/** Seals every secret under the current key that is still under an old one. @returns how many it was */
export async function resealSecrets(
  context: Pick<ServiceContext, "db" | "keyring" | "platform">,
): Promise<{ resealed: number; installations: number }> {
  let resealed = 0;
  const installations = await listInstallations(context.db);
  for (const { id, sealedRefreshToken } of installations) {
    // Held like a renewal, or the new pair of a renewal under way would find its place changed, and be lost.
    if (sealedRefreshToken) await holdCredentials(context, { installationId: id, sealedRefreshToken });
    const installation = await findInstallation(context.db, id);
    if (installation) resealed += await resealOne(context, installation);
  }
  return { resealed, installations: installations.length };
}

async function holdCredentials(
  context: Pick<ServiceContext, "db">,
  claim: { installationId: string; sealedRefreshToken: string },
): Promise<void> {
  for (let tries = 0; tries < claimTries; tries++) {
    if (await claimRefresh(context.db, { ...claim, leaseSeconds: 30 })) return;
    await new Promise((resolve) => setTimeout(resolve, claimPauseMs));
  }
}

async function resealOne(
  context: Pick<ServiceContext, "db" | "keyring">,
  installation: Installation,
): Promise<number> {
  const { id } = installation;
  const columns = {
    sealedCredentials: "credentials",
    sealedRefreshToken: "refresh token",
    sealedSecret: "webhook secret",
  } as const;
  const changes: Partial<Pick<Installation, keyof typeof columns>> = {};
  for (const [column, purpose] of Object.entries(columns) as [keyof typeof columns, "credentials"][]) {
    const sealed = installation[column];
    if (!sealed || context.keyring.isCurrent(sealed)) continue;
    const plain = await context.keyring.open(sealed, sealContext(id, purpose));
    changes[column] = await context.keyring.seal(plain, sealContext(id, purpose));
  }
  await updateInstallation(context.db, id, { ...changes, refreshStartedAt: null });
  return Object.keys(changes).length + (await resealLearningKey(context, id));
}

async function resealLearningKey(
  { db, keyring }: Pick<ServiceContext, "db" | "keyring">,
  installationId: string,
): Promise<number> {
  const learning = await findLearning(db, installationId);
  if (!learning || keyring.isCurrent(learning.sealedKey)) return 0;
  const name = sealContext(installationId, "learning key");
  const sealedKey = await keyring.seal(await keyring.open(learning.sealedKey, name), name);
  await updateLearning(db, installationId, { sealedKey });
  return 1;
}
