import type { Faults } from "../faults.ts";
import { listen } from "../listen.ts";
import { createControls, type SandboxControls } from "./create-controls.ts";
import { createDispatcher } from "./create-dispatcher.ts";
import { createApp } from "./http/create-app.ts";
import { type FreshdeskSandboxOptions, type Limits, resolveOptions } from "./options.ts";
import { createAppFiles } from "./pages/app-routes.ts";
import { createTeam } from "./team/create-team.ts";
import type { Variants } from "./variants.ts";
import { createWorld } from "./world.ts";

export type FreshdeskSandbox = SandboxControls & {
  /** Base address without a trailing slash. */
  url: string;
  port: number;
  subdomain: string;
  accountId: number;
  /** Change it at any time; the next request or event feels it. */
  faults: Faults;
  /** Which of the undocumented answers it gives; as changeable as its faults. */
  variants: Variants;
  limits: Limits;
  /** The API key of an admin who is there for us. */
  integrationKey: string;
  integrationUserId: number;
  stop(): Promise<void>;
};

/** Starts an emulated Freshdesk on its own port: real HTTP in, real webhooks and app calls out. */
export async function startFreshdeskSandbox(
  options: FreshdeskSandboxOptions = {},
): Promise<FreshdeskSandbox> {
  const world = createWorld(resolveOptions(options));
  const dispatcher = createDispatcher(world);
  world.callWebhook = dispatcher.callWebhook;
  world.callApp = dispatcher.callApp;
  createTeam(world);
  const controls = createControls(world, dispatcher);
  const integrationKey = controls.createApiKey(world.integrationUserId);
  const server = await listen(createApp(world, controls).fetch, world.options);
  const appFiles = await listen(createAppFiles(world).fetch, { host: world.options.host, port: 0 });
  world.appOrigin = appFiles.url;
  return {
    ...controls,
    url: server.url,
    port: server.port,
    subdomain: world.subdomain,
    accountId: world.accountId,
    faults: world.faults,
    variants: world.options.variants,
    limits: world.options.limits,
    integrationKey,
    integrationUserId: world.integrationUserId,
    stop: async () => {
      world.stopping.abort();
      for (const timer of world.timers) clearTimeout(timer);
      dispatcher.stop();
      await appFiles.close();
      await server.close();
    },
  };
}
