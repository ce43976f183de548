import { listDeadLetters } from "../../db/queries/dead-letters.ts";
import type { ServiceContext } from "../context.ts";

export interface DeadLetterView {
  letterId: string;
  job: string;
  reason: string;
  diedAt: string;
}

export async function showDeadLetters(
  context: ServiceContext,
  input: { installationId: string },
): Promise<DeadLetterView[]> {
  const letters = await listDeadLetters(context.db, input.installationId);
  return letters.map(({ letterId, job, reason, diedAt }) => ({ letterId, job, reason, diedAt }));
}
