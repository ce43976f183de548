import type { Judged } from "./coverage.ts";
import { calibrationErrorOf } from "./metrics.ts";

export const watchedTickets = 300;
const allowedCalibrationError = 0.07;

/** Whether the latest tickets, oldest first, show that confidences no longer mean what they say. */
export function hasDrifted(judged: readonly Judged[]): boolean {
  const latest = judged.slice(-watchedTickets);
  return latest.length === watchedTickets && calibrationErrorOf(latest) > allowedCalibrationError;
}
