import { listen } from "../listen.ts";
import { createControls, type SandboxControls } from "./create-controls.ts";
import type { Faults } from "./faults.ts";
import { createApp } from "./http/create-app.ts";
import { issueToken } from "./oauth/issue-token.ts";
import { resolveOptions, type ZendeskSandboxOptions } from "./options.ts";
import { createTeam } from "./team/create-team.ts";
import { createDispatcher } from "./webhooks/create-dispatcher.ts";
import { createWorld } from "./world.ts";

export type ZendeskSandbox = SandboxControls & {
  /** Base address without a trailing slash. */
  url: string;
  port: number;
  subdomain: string;
  accountId: number;
  /** Change it at any time; the next request or event feels it. */
  faults: Faults;
  integrationToken: string;
  integrationUserId: number;
  oauthClient: { clientId: string; clientSecret: string };
  appId: number;
  stop(): Promise<void>;
};

/** Starts an emulated help desk on its own port: real HTTP in, real signed webhooks out. */
export async function startZendeskSandbox(options: ZendeskSandboxOptions = {}): Promise<ZendeskSandbox> {
  const world = createWorld(resolveOptions(options));
  const dispatcher = createDispatcher(world);
  world.deliver = dispatcher.publish;
  createTeam(world);
  world.signedInUserId = world.integrationUserId;
  const { token } = issueToken(world, {
    userId: world.integrationUserId,
    scopes: ["read", "write"],
    clientId: world.oauthClient.clientId,
    accessSeconds: null,
  });

  const server = await listen(createApp(world, dispatcher).fetch, world.options);
  return {
    ...createControls(world, dispatcher),
    url: server.url,
    port: server.port,
    subdomain: world.options.subdomain,
    accountId: world.accountId,
    faults: world.faults,
    integrationToken: token,
    integrationUserId: world.integrationUserId,
    oauthClient: world.oauthClient,
    appId: world.app.id,
    stop: async () => {
      world.stopping.abort();
      dispatcher.stop();
      await server.close();
    },
  };
}
