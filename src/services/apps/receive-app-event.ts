import type { ServiceContext } from "../context.ts";
import type { IntakeOutcome, ReceiveContext } from "../deliveries/receive-delivery.ts";
import { recordEvent } from "../deliveries/record-event.ts";
import { sha256 } from "../secrets.ts";
import { getAppInstallation } from "./app-tokens.ts";

/**
 * What the app's server side was told by the help desk and passes on, as it is. The platform gives an event no id and
 * may tell it twice, so the same bytes are the same delivery.
 *
 * @throws UnauthorizedError for any token but the app's own
 */
export async function receiveAppEvent(
  context: ServiceContext,
  receive: Pick<ReceiveContext, "context" | "recorder">,
  input: { token: string; body: Uint8Array<ArrayBuffer> },
): Promise<IntakeOutcome> {
  const installation = await getAppInstallation(context, { token: input.token, purpose: "hook" });
  const deliveryKey = `app:${await sha256(new TextDecoder().decode(input.body))}`;
  try {
    return await recordEvent(receive, { installation, deliveryKey, body: input.body });
  } catch (error) {
    context.platform.log.error("app event not recorded", { installationId: installation.id, error });
    return "not recorded";
  }
}
