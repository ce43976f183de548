import { findLearning, takeOutsideCall } from "../../db/queries/learning.ts";
import { listGroups } from "../../db/queries/roster.ts";
import { OutsideModelError } from "../../ports/outside-model.ts";
import type { Signals } from "../../routing/signals.ts";
import type { Ticket } from "../../routing/ticket.ts";
import { readDocument } from "../../signals/read-document.ts";
import { redactText } from "../../signals/redact-text.ts";
import { isoNow, type ServiceContext } from "../context.ts";

/**
 * Asks the outside model in which group the ticket belongs, where the operator has one and the tenant switched it on:
 * with a text that was made unrecognisable, within the day's budget, and in a few seconds. Undefined leaves it to the
 * built-in model.
 */
export async function askOutsideModel(
  context: ServiceContext,
  input: { installationId: string; ticket: Ticket },
): Promise<Signals["suggestedGroup"]> {
  const { outsideModel, db, platform } = context;
  if (!outsideModel) return undefined;
  const { installationId, ticket } = input;
  const learning = await findLearning(db, installationId);
  const { outside } = learning?.settings ?? {};
  if (!outside?.isOn) return undefined;
  const day = isoNow(platform).slice(0, 10);
  if (!(await takeOutsideCall(db, { installationId, day, budget: outside.callsPerDay }))) return undefined;
  const labels = (await listGroups(db, installationId)).map(({ name }) => name);
  try {
    const { subject = "", body } = readDocument(ticket);
    const text = redactText(`${subject}\n${body}`.trim(), [ticket.requester.name]);
    const { label, confidence } = await outsideModel.chooseLabel({ text, labels });
    return label === null ? undefined : { value: label, confidence, by: outsideModel.name };
  } catch (error) {
    if (!(error instanceof OutsideModelError)) throw error;
    const fields = { installationId, ticketId: ticket.id, reason: error.message };
    platform.log.warn("the outside model did not help", fields);
    return undefined;
  }
}
