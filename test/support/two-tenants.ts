import { demoTicket } from "../../src/sandbox/demo/demo-tickets.ts";
import { installByBrowser } from "../../src/sandbox/demo/installation/install-by-browser.ts";
import type { ZendeskSandbox } from "../../src/sandbox/zendesk/start-zendesk-sandbox.ts";
import { listInstallationViews } from "../../src/services/installations/list-installations.ts";
import { openSession } from "../../src/services/sessions/open-session.ts";
import type { PersonRole, Principal } from "../../src/services/sessions/principal.ts";
import { addShop } from "./add-shop.ts";
import { ended } from "./ended.ts";
import type { TestServer } from "./test-server.ts";

export interface Tenant {
  installationId: string;
  shop: ZendeskSandbox;
  ticketId: string;
  /** Bearer tokens by role. */
  tokens: Record<PersonRole | "ticket reader", string>;
}

/** Two companies on one server, each with a routed ticket of the same number and people of every role. */
export async function addTenants(it: TestServer): Promise<{ first: Tenant; second: Tenant }> {
  const shop = await addShop(it);
  const { status } = await installByBrowser({ signalboxUrl: it.url, subdomain: shop.subdomain });
  if (status !== 200) throw new Error("the second shop was not installed");
  const views = await listInstallationViews(it.server.context);
  const secondId = views.find((view) => view.id !== it.installationId)?.id ?? "";
  return {
    first: await fill(it, it.installationId, it.sandbox),
    second: await fill(it, secondId, shop),
  };
}

async function fill(it: TestServer, installationId: string, shop: ZendeskSandbox): Promise<Tenant> {
  const { id } = shop.createTicket(demoTicket(1, 1));
  await ended({ ...it, installationId }, id);
  const ticketId = String(id);
  const open = async (principal: Principal) =>
    (await openSession(it.server.context, { principal, life: "bearer" })).token;
  const person = (role: PersonRole) =>
    open({ kind: "person", installationId, userId: String(shop.integrationUserId), role });
  return {
    installationId,
    shop,
    ticketId,
    tokens: {
      agent: await person("agent"),
      lead: await person("lead"),
      admin: await person("admin"),
      "ticket reader": await open({ kind: "ticket reader", installationId, ticketId }),
    },
  };
}
