import { createZendesk } from "../../src/helpdesks/zendesk/index.ts";
import { startZendeskSandbox, type ZendeskSandbox } from "../../src/sandbox/zendesk/start-zendesk-sandbox.ts";
import { noLimits, type TestServer } from "./test-server.ts";

/** Another company's help desk, which the server finds under its own name; it stops with the server. */
export async function addShop(it: TestServer, subdomain = "second-shop"): Promise<ZendeskSandbox> {
  const shop = await startZendeskSandbox({ seed: 7, subdomain, limits: noLimits });
  const { stop } = it;
  it.stop = async () => {
    await shop.stop();
    await stop();
  };
  // One OAuth client serves every account.
  Object.assign(shop.oauthClient, it.sandbox.oauthClient);
  const { clientId, clientSecret } = it.sandbox.oauthClient;
  const zendesk = createZendesk({
    originOf: (name) => (name === subdomain ? shop.url : it.sandbox.url),
    oauthClient: { clientId, clientSecret, scope: "read tickets:write webhooks:write" },
  });
  Object.assign(it.server.context.helpdesks, { zendesk });
  return shop;
}
