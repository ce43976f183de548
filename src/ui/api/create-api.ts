import { hc } from "hono/client";
import type { DeadLetterRoutes } from "../../http/routes/dead-letters.ts";
import type { InstallationRoutes } from "../../http/routes/installations.ts";
import type { LearningRoutes } from "../../http/routes/learning.ts";
import type { OperationRoutes } from "../../http/routes/operations.ts";
import type { PolicyRoutes } from "../../http/routes/policies.ts";
import type { TicketRoutes } from "../../http/routes/tickets.ts";
import type { Host } from "../host/host.ts";
import { ApiError } from "./api-error.ts";

/**
 * The server's routes as typed calls, in the host's session: `(await api()).tickets` and so on. The types are those of
 * the routes themselves. Add a group of routes here, with the type that its file exports.
 */
export function createApi(host: Host) {
  return async () => {
    const { serverUrl, installationId, token, role } = await host.session();
    const options = {
      fetch: callServer,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    };
    const base = `${serverUrl || location.origin}/api/installations`;
    return {
      installationId,
      role,
      tickets: hc<TicketRoutes>(base, options)[":installationId"].tickets,
      policy: hc<PolicyRoutes>(base, options)[":installationId"].policy,
      learning: hc<LearningRoutes>(base, options)[":installationId"].learning,
      operations: hc<OperationRoutes>(base, options)[":installationId"],
      deadLetters: hc<DeadLetterRoutes>(base, options)[":installationId"]["dead-letters"],
      installations: hc<InstallationRoutes>(base, options),
    };
  };
}

/** @throws ApiError for every answer but 2xx; TypeError where none came */
async function callServer(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const answer = await fetch(input, { ...init, signal: AbortSignal.timeout(20_000) });
  if (answer.ok) return answer;
  const body = (await answer.json().catch(() => undefined)) as
    | { error?: { code?: string; message?: string } }
    | undefined;
  const { code = "unknown", message = answer.statusText } = body?.error ?? {};
  throw new ApiError(answer.status, code, message);
}
