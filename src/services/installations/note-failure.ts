import type { ServiceContext } from "../context.ts";
import { disconnectInstallation, isDisconnection } from "./change-status.ts";

/** A look at a help desk failed that will be repeated by the clock: only the end of our access is worth telling. */
export async function noteFailure(
  context: ServiceContext,
  installationId: string,
  error: unknown,
): Promise<void> {
  context.platform.log.warn("the help desk could not be read", { installationId, error });
  if (isDisconnection(error)) {
    await disconnectInstallation(context, { installationId, reason: error.message });
  }
}
