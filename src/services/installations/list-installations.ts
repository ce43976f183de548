import { listInstallations } from "../../db/queries/installations.ts";
import type { ServiceContext } from "../context.ts";

export interface InstallationView {
  id: string;
  helpdesk: string;
  subdomain: string;
  status: string;
  statusReason: string | null;
}

/** All installations of this server, without anything secret. */
export async function listInstallationViews(
  context: Pick<ServiceContext, "db">,
): Promise<InstallationView[]> {
  const rows = await listInstallations(context.db);
  return rows.map(({ id, helpdesk, subdomain, status, statusReason }) => ({
    id,
    helpdesk,
    subdomain,
    status,
    statusReason,
  }));
}
