import { listMovedTickets, noteMove } from "../../db/queries/wrong-places.ts";
import { isoNow, type ServiceContext } from "../context.ts";

/** Later moves are a ticket's own course, and say nothing of where it should have begun. */
const noticedHours = 24;

/** Tickets that a person moved to another group soon after our decision: nobody has to say that it was wrong. */
export async function noteMovedTickets(
  context: Pick<ServiceContext, "db" | "platform">,
  { installationId }: { installationId: string },
): Promise<number> {
  const { db, platform } = context;
  const sinceIso = new Date(platform.now() - noticedHours * 3_600_000).toISOString();
  const moved = await listMovedTickets(db, { installationId, sinceIso });
  const at = isoNow(platform);
  for (const ticket of moved) await noteMove(db, { installationId, ...ticket, at });
  return moved.length;
}
