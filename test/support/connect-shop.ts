import { connectPglite } from "../../src/db/connect-pglite.ts";
import { saveInstallation } from "../../src/db/queries/installations.ts";

export const shopId = "ins_1";

/** An engine in this process with nothing in it but one installation, `shopId`: for tests of queries by themselves. */
export async function connectShop(): ReturnType<typeof connectPglite> {
  const database = await connectPglite({ migrationsFolder: "migrations" });
  await saveInstallation(database.db, {
    id: shopId,
    helpdesk: "zendesk",
    subdomain: "larkfield",
    endpoint: "ep_1",
    status: "active",
    integrationUserId: "1",
    sealedCredentials: "",
  });
  return database;
}
