import { findActivePolicy } from "../../db/queries/policies.ts";
import { nextClosing } from "../../routing/business-time.ts";
import type { Schedule } from "../../routing/schedule.ts";
import type { ServiceContext } from "../context.ts";
import { readRoster } from "./read-roster.ts";

/** Looked ahead, and back, further than the next round, so that no shift ends between two of them unnoticed. */
const rounds = 3;

/** Has the end of each shift looked at to the second, for those that end about now. */
export async function scheduleShiftEnds(
  context: ServiceContext,
  input: { installationId: string },
): Promise<void> {
  const { installationId } = input;
  const policy = (await findActivePolicy(context.db, installationId))?.document;
  if (policy?.shiftEnd?.open !== "reroute") return;
  const { agents } = await readRoster(context.db, installationId);
  const nowMs = context.platform.now();
  const spanMs = context.settings.sweepIntervalSeconds * rounds * 1000;
  const span = { fromMs: nowMs - spanMs, toMs: nowMs + spanMs };
  const jobs = agents.flatMap(({ id: agentId, shift }) => {
    const at = shift && findEnd(shift, policy.timezone ?? "UTC", span);
    return at ? [{ name: "end-shift" as const, payload: { installationId, agentId, at } }] : [];
  });
  if (jobs.length === 0) return;
  const delaySeconds = jobs.map(({ payload }) => Math.max(0, (Date.parse(payload.at) - nowMs) / 1000));
  await context.queue.enqueue(context.db, jobs, { delaySeconds });
}

/** The first end of a shift within a span of time. */
function findEnd(
  shift: Schedule,
  timezone: string,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): string | undefined {
  const from = new Date(fromMs).toISOString();
  const end = nextClosing(shift, from, timezone);
  // Closed at the beginning is no end.
  return end !== null && end !== from && Date.parse(end) <= toMs ? end : undefined;
}
