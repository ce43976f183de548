import { listIdle } from "../../db/queries/credentials.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { renewCredentials } from "../helpdesk/renew-credentials.ts";

/** A refresh token lives seven days at the least; whoever is idle is renewed well before. */
const idleMs = 24 * 60 * 60_000;

/** Keeps the access of installations alive that nobody has used for a day. */
export async function renewIdleCredentials(context: ServiceContext): Promise<{ renewed: number }> {
  const renewBefore = new Date(context.platform.now() - idleMs).toISOString();
  let renewed = 0;
  for (const { id, sealedCredentials } of await listIdle(context.db, {
    renewBefore,
    at: isoNow(context.platform),
  })) {
    if (!sealedCredentials) continue;
    try {
      await renewCredentials(context, { installationId: id, refused: sealedCredentials });
      renewed += 1;
    } catch (error) {
      context.platform.log.warn("idle access not renewed", { installationId: id, error });
    }
  }
  return { renewed };
}
