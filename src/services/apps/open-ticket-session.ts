import { findLatestCycle } from "../../db/queries/routing-cycles.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import type { ServiceContext } from "../context.ts";
import { type OpenedSession, openSession } from "../sessions/open-session.ts";
import { getAppInstallation } from "./app-tokens.ts";

/**
 * For help desks that prove the installation and not the agent: a session that reads why one ticket is where it is,
 * for five minutes, and can do nothing else.
 */
export async function openTicketSession(
  context: ServiceContext,
  input: { token: string; ticketId: string },
): Promise<OpenedSession & { installationId: string }> {
  const { id: installationId } = await getAppInstallation(context, {
    token: input.token,
    purpose: "sidebar",
  });
  const cycle = await findLatestCycle(context.db, installationId, input.ticketId);
  if (!cycle) throw new NotFoundError(`ticket ${input.ticketId}`);
  const principal = { kind: "ticket reader", installationId, ticketId: input.ticketId } as const;
  return { installationId, ...(await openSession(context, { principal, life: "ticket" })) };
}
