import type { DeliveryEntry } from "../../db/queries/record-deliveries.ts";
import type { HeaderReader, Helpdesk, Hint, TicketEvent } from "../../ports/helpdesk.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import type { DeliveryRecorder } from "./delivery-recorder.ts";
import type { Endpoint, EndpointFinder } from "./find-endpoint.ts";

export type IntakeOutcome =
  | "accepted" // recorded, and routed or mirrored from here on
  | "duplicate" // seen before, by transmission or by event
  | "ignored" // recorded, and nothing to do
  | "endpoint unknown"
  | "too large"
  | "secret missing" // the installation is not connected to the end yet
  | "signature invalid"
  | "signature stale"
  | "malformed"
  | "not recorded"; // our fault: the help desk should send it again

/** Nothing else is worth a question to the database, which would not even take all of it. */
const endpointPattern = /^[\w-]{1,100}$/;

export interface ReceiveContext {
  context: Pick<ServiceContext, "helpdesks" | "platform">;
  endpoints: EndpointFinder;
  recorder: DeliveryRecorder;
}

/** From raw bytes to one recorded delivery and its job. Cheap refusals first; nothing is parsed before it is verified. */
export async function receiveDelivery(
  { context, endpoints, recorder }: ReceiveContext,
  input: { helpdesk: string; endpoint: string; headers: HeaderReader; body: Uint8Array<ArrayBuffer> },
): Promise<IntakeOutcome> {
  const refuse = (outcome: IntakeOutcome, endpoint?: Endpoint): IntakeOutcome => {
    recorder.countRejection(endpoint?.installation.id ?? "", outcome);
    return outcome;
  };
  try {
    const helpdesk = Object.hasOwn(context.helpdesks, input.helpdesk)
      ? context.helpdesks[input.helpdesk]
      : undefined;
    const isOne = endpointPattern.test(input.endpoint);
    const endpoint = helpdesk && isOne ? await endpoints.find(input.helpdesk, input.endpoint) : undefined;
    if (!helpdesk || !endpoint) return refuse("endpoint unknown");
    if (input.body.length > helpdesk.maxDeliveryBytes) return refuse("too large", endpoint);

    const verification = await verify(helpdesk, endpoint, endpoints, {
      ...input,
      nowMs: context.platform.now(),
    });
    if (verification.outcome !== "valid") return refuse(verification.outcome, endpoint);

    const event = helpdesk.parseDelivery(input.body);
    if (!event) return refuse("malformed", endpoint);

    const entry = mapEntry(event, {
      deliveryKey: verification.deliveryKey,
      receivedAt: isoNow(context.platform),
      installation: endpoint.installation,
    });
    const recorded = await recorder.record(entry);
    if (recorded === "duplicate") return "duplicate";
    return entry.row.outcome === "ignored" ? "ignored" : "accepted";
  } catch (error) {
    context.platform.log.error("delivery not recorded", { helpdesk: input.helpdesk, error });
    return "not recorded";
  }
}

async function verify(
  helpdesk: Helpdesk,
  endpoint: Endpoint,
  endpoints: EndpointFinder,
  input: { endpoint: string; headers: HeaderReader; body: Uint8Array<ArrayBuffer>; nowMs: number },
) {
  const { secret } = endpoint;
  const first = secret ? await helpdesk.verifyDelivery({ ...input, secret }) : undefined;
  if (first && first.outcome !== "signature invalid") return first;
  const again = await endpoints.refresh(helpdesk.name, input.endpoint);
  if (!again?.secret) return { outcome: "secret missing" as const };
  if (first && again.secret === secret) return first;
  return helpdesk.verifyDelivery({ ...input, secret: again.secret });
}

function mapEntry(
  event: TicketEvent,
  base: {
    deliveryKey: string;
    receivedAt: string;
    installation: { id: string; integrationUserId: string };
  },
): DeliveryEntry {
  const { installation, ...row } = base;
  const common = {
    ...row,
    installationId: installation.id,
    eventKey: event.eventKey,
    eventType: event.eventType,
  };
  if (event.kind === "other") {
    const reason = "not an event that routing needs";
    return { row: { ...common, outcome: "ignored", reason }, opensCycle: false, facts: null };
  }
  // Our own writes come back as events; they keep the mirror current and start nothing.
  const isOurs = event.actorId === installation.integrationUserId;
  if (event.kind === "hint") return mapHint(event, common, isOurs);
  const ticketId = event.facts.ticketId;
  if (event.kind === "created") {
    // Routing reads the ticket afresh and mirrors it then.
    return { row: { ...common, ticketId, outcome: "routing", reason: null }, opensCycle: true, facts: null };
  }
  return {
    row: {
      ...common,
      ticketId,
      outcome: isOurs ? "ignored" : "mirrored",
      reason: isOurs ? "caused by ourselves" : null,
    },
    opensCycle: false,
    facts: { installationId: installation.id, ...event.facts },
  };
}

/** A hint carries no facts: a new ticket is read when it is routed, for everything else the sweep comes sooner. */
function mapHint(event: Hint, common: Omit<DeliveryEntry["row"], "outcome">, isOurs: boolean): DeliveryEntry {
  const row = { ...common, ticketId: event.ticketId };
  const rest = { opensCycle: false, facts: null };
  if (event.at === "new ticket") {
    return { ...rest, row: { ...row, outcome: "routing", reason: null }, opensCycle: true };
  }
  if (isOurs) return { ...rest, row: { ...row, outcome: "ignored", reason: "caused by ourselves" } };
  const reason = "the help desk is asked, for this is only a hint";
  return { ...rest, row: { ...row, outcome: "mirrored", reason }, bringsSweepForward: true };
}
