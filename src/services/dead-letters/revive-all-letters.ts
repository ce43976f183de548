import { listDeadLetters } from "../../db/queries/dead-letters.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import type { ServiceContext } from "../context.ts";
import { reviveLetter } from "./revive-letter.ts";

/** Queues again what was given up, a hundred jobs at most; what somebody else starts meanwhile is left to them. */
export async function reviveAllLetters(
  context: ServiceContext,
  { installationId }: { installationId: string },
): Promise<{ jobs: number }> {
  let jobs = 0;
  for (const { letterId } of await listDeadLetters(context.db, installationId)) {
    try {
      await reviveLetter(context, { installationId, letterId });
      jobs += 1;
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
  }
  return { jobs };
}
