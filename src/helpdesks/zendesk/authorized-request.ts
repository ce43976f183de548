import type { RenewCredentials } from "../../ports/helpdesk.ts";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import type { Platform } from "../../ports/platform.ts";
import type { Limiter } from "../limiter.ts";
import { createRequest, parseReply, type Request } from "../request.ts";
import { ZendeskUser } from "./api-types.ts";
import { readZendeskLimits } from "./limits.ts";

/**
 * Requests with an access token: one that has worn out is renewed once, a 403 is held against the rights of the
 * user whom we act as, and an account that is not under its name any more is told apart from a missing record.
 */
export function createAuthorizedRequest(input: {
  origin: string;
  subdomain: string;
  accessToken: string;
  renew: RenewCredentials | undefined;
  platform: Platform;
  limiter: Limiter;
}): Request {
  let { accessToken } = input;
  const send = (token: string): Request =>
    createRequest({
      ...input,
      headers: { authorization: `Bearer ${token}` },
      readLimits: readZendeskLimits,
      explainFailure: (reply) => explainGone(input.subdomain, reply),
    });

  const request: Request = async (call) => {
    const used = accessToken;
    try {
      return await send(used)(call);
    } catch (error) {
      if (!isFailure(error, "unauthorized") || !input.renew) throw error;
      // Another call of this client may have brought a new one meanwhile.
      const renewed = used === accessToken ? await input.renew(used) : accessToken;
      if (renewed === undefined) throw error;
      accessToken = renewed;
      return send(renewed)(call);
    }
  };

  return async (call) => {
    try {
      return await request(call);
    } catch (error) {
      if (!isFailure(error, "forbidden")) throw error;
      throw (await findLostRights(request)) ?? error;
    }
  };
}

function isFailure(error: unknown, failure: HelpdeskError["failure"]): boolean {
  return error instanceof HelpdeskError && error.failure === failure;
}

/** A record that is missing is told in JSON; a name that nobody has is told in plain text. */
export function explainGone(
  subdomain: string,
  reply: { status: number; text: string },
): HelpdeskError | undefined {
  if (reply.status !== 404 || !reply.text.startsWith("No help desk at")) return undefined;
  return new HelpdeskError(
    "account-gone",
    `there is no help desk at ${subdomain}.zendesk.com any more; if it was renamed, connect it under its new name`,
    "later",
  );
}

/** A suspended or demoted user is refused like a plan without the feature; only their own record tells. */
async function findLostRights(request: Request): Promise<HelpdeskError | undefined> {
  const reply = await request({ method: "GET", path: "/api/v2/users/me.json" }).catch(() => undefined);
  if (reply?.status !== 200) return undefined;
  const user = parseReply(ZendeskUser, (reply.json as { user?: unknown } | undefined)?.user);
  if (user.id !== null && user.role === "admin" && user.suspended !== true && user.active !== false) {
    return undefined;
  }
  return new HelpdeskError(
    "unauthorized",
    "the user who connected the help desk is suspended or no admin any more; reconnect as an admin",
    "later",
  );
}
