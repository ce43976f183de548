import { AppError } from "../../ports/app-error.ts";
import type { Helpdesk } from "../../ports/helpdesk.ts";
import type { HeaderReader } from "../../ports/helpdesk-delivery.ts";
import type { ServiceContext } from "../context.ts";
import type { DeliveryRecorder } from "./delivery-recorder.ts";
import type { Endpoint, EndpointFinder } from "./find-endpoint.ts";
import { recordEvent } from "./record-event.ts";

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

    const { installation } = endpoint;
    const { deliveryKey } = verification;
    return await recordEvent({ context, recorder }, { installation, deliveryKey, body: input.body });
  } catch (error) {
    // A line for each would be the next thing to overflow.
    if (error instanceof AppError && error.code === "busy") return "not recorded";
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
