import type { Db } from "../../db/database.ts";
import { takeDeadLetter } from "../../db/queries/dead-letters.ts";
import type { Job } from "../../jobs/job-types.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import type { ServiceContext } from "../context.ts";

/** Queues a job again that was given up. @throws NotFoundError when it is not there any more */
export async function reviveLetter(
  context: ServiceContext,
  input: { installationId: string; letterId: string },
): Promise<{ job: string }> {
  const job = await context.db.transaction(async (tx: Db) => {
    const letter = await takeDeadLetter(tx, input);
    if (!letter) throw new NotFoundError("the job that was given up");
    // It was checked when it was buried.
    await context.queue.enqueue(tx, [{ name: letter.job, payload: letter.payload } as Job]);
    return letter.job;
  });
  context.queue.wake();
  return { job };
}
