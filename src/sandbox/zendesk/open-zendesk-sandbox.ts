import type { Sender } from "../webhooks/create-sender.ts";
import { createControls, type SandboxControls } from "./create-controls.ts";
import type { Faults } from "./faults.ts";
import { createApp } from "./http/create-app.ts";
import { issueToken } from "./oauth/issue-token.ts";
import { resolveOptions, type ZendeskSandboxOptions } from "./options.ts";
import { createTeam } from "./team/create-team.ts";
import { createDispatcher } from "./webhooks/create-dispatcher.ts";
import { createWorld } from "./world.ts";

export type OpenZendeskSandbox = SandboxControls & {
  /** Answers a request as the help desk's own server would. */
  fetch: ReturnType<typeof createApp>["fetch"];
  subdomain: string;
  accountId: number;
  /** Change it at any time; the next request or event feels it. */
  faults: Faults;
  integrationToken: string;
  integrationUserId: number;
  oauthClient: { clientId: string; clientSecret: string };
  appId: number;
  /** Ends what waits, on the way in and on the way out. */
  close(): void;
};

/**
 * An emulated help desk without a port: for tests that carry requests and deliveries by hand.
 *
 * @param sender carries its webhooks; over HTTP when absent
 */
export function openZendeskSandbox(options: ZendeskSandboxOptions = {}, sender?: Sender): OpenZendeskSandbox {
  const world = createWorld(resolveOptions(options));
  const dispatcher = createDispatcher(world, sender);
  world.deliver = dispatcher.publish;
  createTeam(world);
  world.signedInUserId = world.integrationUserId;
  const { token } = issueToken(world, {
    userId: world.integrationUserId,
    scopes: ["read", "write"],
    clientId: world.oauthClient.clientId,
    accessSeconds: null,
  });
  return {
    ...createControls(world, dispatcher),
    fetch: createApp(world, dispatcher).fetch,
    subdomain: world.subdomain,
    accountId: world.accountId,
    faults: world.faults,
    integrationToken: token,
    integrationUserId: world.integrationUserId,
    oauthClient: world.oauthClient,
    appId: world.app.id,
    close: () => {
      world.stopping.abort();
      dispatcher.stop();
    },
  };
}
