import type { Installation } from "../../db/schema/index.ts";
import { isoNow } from "../context.ts";
import { getHelpdesk } from "../helpdesk/get-helpdesk.ts";
import { mapEntry } from "./map-entry.ts";
import type { IntakeOutcome, ReceiveContext } from "./receive-delivery.ts";

/** Records an event whose sender has been proven, once however often it is told. */
export async function recordEvent(
  { context, recorder }: Pick<ReceiveContext, "context" | "recorder">,
  input: { installation: Installation; deliveryKey: string; body: Uint8Array<ArrayBuffer> },
): Promise<IntakeOutcome> {
  const { installation, deliveryKey } = input;
  const event = getHelpdesk(context, installation.helpdesk).parseDelivery(input.body);
  if (!event) {
    recorder.countRejection(installation.id, "malformed");
    return "malformed";
  }
  const entry = mapEntry(event, { deliveryKey, receivedAt: isoNow(context.platform), installation });
  const recorded = await recorder.record(entry);
  if (recorded === "gone") return "endpoint unknown";
  if (recorded === "duplicate") return "duplicate";
  return entry.row.outcome === "ignored" ? "ignored" : "accepted";
}
