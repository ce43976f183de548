import type { LearningSettings } from "../../db/schema/index.ts";
import type { Ticket } from "../../routing/ticket.ts";

/** Minutes that a ticket took, in bands, for nobody's text tells minutes; each with what stands for it. */
const bands = [
  { below: 5, label: "under 5 minutes", minutes: 3 },
  { below: 15, label: "5 to 15 minutes", minutes: 10 },
  { below: 60, label: "15 to 60 minutes", minutes: 30 },
  { below: Number.POSITIVE_INFINITY, label: "over an hour", minutes: 90 },
] as const;

export function effortBandOf(minutes: number): string {
  return bands.find(({ below }) => minutes < below)?.label ?? bands[3].label;
}

export function minutesOfBand(label: string): number | undefined {
  return bands.find((band) => band.label === label)?.minutes;
}

/** From the custom field in which the team notes it; null where there is none, or no time in it. */
export function readEffortMinutes(
  ticket: Pick<Ticket, "customFields">,
  { effortField, effortUnit }: Pick<LearningSettings, "effortField" | "effortUnit">,
): number | null {
  if (effortField === null) return null;
  const noted = Number(ticket.customFields[effortField] ?? Number.NaN);
  if (!Number.isFinite(noted) || noted <= 0) return null;
  return effortUnit === "seconds" ? noted / 60 : noted;
}
