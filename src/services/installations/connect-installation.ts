import * as z from "zod";
import { findInstallation } from "../../db/queries/installations.ts";
import type { Installation } from "../../db/schema/index.ts";
import { NotFoundError } from "../../ports/app-error.ts";
import type { ServiceContext } from "../context.ts";
import { type Established, establishInstallation } from "./establish-installation.ts";

export const ConnectInput = z.strictObject({
  helpdesk: z.string().max(40),
  subdomain: z.string().max(100),
  /** OAuth access token of an admin; an API key where the help desk has those. */
  accessToken: z.string().min(1).max(2000),
});
export type ConnectInput = z.infer<typeof ConnectInput>;

/** Connects a help desk with credentials that an admin made by hand and that do not wear out. */
export async function connectInstallation(
  context: ServiceContext,
  input: ConnectInput,
): Promise<Established> {
  const { helpdesk, subdomain, accessToken } = input;
  const pair = { accessToken, refreshToken: null, expiresInSeconds: null, refreshExpiresInSeconds: null };
  return establishInstallation(context, { helpdesk, subdomain, pair });
}

/** @throws NotFoundError */
export async function getInstallation(
  context: Pick<ServiceContext, "db">,
  installationId: string,
): Promise<Installation> {
  const installation = await findInstallation(context.db, installationId);
  if (!installation) throw new NotFoundError("the installation");
  return installation;
}
