import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import type { Platform } from "../../ports/platform.ts";
import type { Limiter } from "../limiter.ts";
import { createRequest, type Reply, type Request } from "../request.ts";
import { ErrorReply } from "./api-types.ts";
import { readFreshdeskLimits } from "./limits.ts";

const mePath = "/api/v2/agents/me";

/**
 * Requests with an API key. An account that is not under its name any more is told apart from a missing record, and a
 * 403 is held against the rights of the agent whose key it is.
 */
export function createAuthorizedRequest(input: {
  origin: string;
  subdomain: string;
  apiKey: string;
  platform: Platform;
  limiter: Limiter;
}): Request {
  const request = createRequest({
    ...input,
    // The API key is the user name; the password can be anything.
    headers: { authorization: `Basic ${btoa(`${input.apiKey}:X`)}` },
    readLimits: readFreshdeskLimits,
    explainFailure: explainSuspended,
  });
  return async (call) => {
    try {
      const reply = await request(call);
      if (reply.status === 404) await refuseGone(request, input.subdomain, call.path);
      return reply;
    } catch (error) {
      if (!isForbidden(error)) throw error;
      throw (await isAdmin(request)) ? error : lostRights();
    }
  };
}

/** No field says so; groups are an admin's to read. */
export async function isAdmin(request: Request): Promise<boolean> {
  try {
    return (await request({ method: "GET", path: "/api/v2/groups?per_page=1" })).status === 200;
  } catch (error) {
    if (isForbidden(error) || (error instanceof HelpdeskError && error.failure === "unauthorized"))
      return false;
    throw error;
  }
}

/** A renamed or closed account answers 404 to everything; who one is, every account can tell. */
async function refuseGone(request: Request, subdomain: string, path: string): Promise<void> {
  if (path !== mePath && (await request({ method: "GET", path: mePath })).status !== 404) return;
  throw new HelpdeskError(
    "account-gone",
    `there is no help desk at ${subdomain}.freshdesk.com any more; if it was renamed, connect it under its new name`,
    "later",
  );
}

function explainSuspended(reply: Reply): HelpdeskError | undefined {
  if (reply.status !== 403 || ErrorReply.safeParse(reply.json).data?.code !== "account_suspended") {
    return undefined;
  }
  return new HelpdeskError("account-gone", "Freshdesk has suspended the account", "later");
}

function isForbidden(error: unknown): boolean {
  return error instanceof HelpdeskError && error.failure === "forbidden";
}

function lostRights(): HelpdeskError {
  return new HelpdeskError(
    "unauthorized",
    "the agent whose API key Signalbox has is no admin any more, or deactivated; reconnect with an admin's key",
    "later",
  );
}
