import { hasDrifted, watchedTickets } from "../../classifier/quality/has-drifted.ts";
import { accuracyOf, calibrationErrorOf } from "../../classifier/quality/metrics.ts";
import { listSuggestions } from "../../db/queries/decisions.ts";
import { listGroups } from "../../db/queries/roster.ts";
import { listWantedGroups } from "../../db/queries/wrong-places.ts";
import type { ServiceContext } from "../context.ts";

export interface Drift {
  /** Solved tickets that a group had been suggested for, up to the number that is watched. */
  tickets: number;
  watched: number;
  /** Null while there is none. */
  accuracy: number | null;
  calibrationError: number | null;
  hasDrifted: boolean;
}

/** How the latest suggestions did in life: what was told when a ticket came, against the group in which it ended. */
export async function watchDrift(
  { db }: Pick<ServiceContext, "db">,
  { installationId }: { installationId: string },
): Promise<Drift> {
  const suggestions = await listSuggestions(db, { installationId, limit: watchedTickets });
  const wanted = await listWantedGroups(db, installationId);
  const names = new Map((await listGroups(db, installationId)).map(({ groupId, name }) => [groupId, name]));
  const judged = suggestions.toReversed().map(({ ticketId, groupId, suggested, confidence }) => ({
    confidence,
    isRight: names.get(wanted.get(ticketId) ?? groupId) === suggested,
  }));
  const hasAny = judged.length > 0;
  return {
    tickets: judged.length,
    watched: watchedTickets,
    accuracy: hasAny ? accuracyOf(judged) : null,
    calibrationError: hasAny ? calibrationErrorOf(judged) : null,
    hasDrifted: hasDrifted(judged),
  };
}
