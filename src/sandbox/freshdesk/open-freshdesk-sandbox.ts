import type { Faults } from "../faults.ts";
import type { Sender } from "../webhooks/create-sender.ts";
import { createControls, type SandboxControls } from "./create-controls.ts";
import { createDispatcher } from "./create-dispatcher.ts";
import { createApp } from "./http/create-app.ts";
import { type FreshdeskSandboxOptions, type Limits, resolveOptions } from "./options.ts";
import { createAppFiles } from "./pages/app-routes.ts";
import { createTeam } from "./team/create-team.ts";
import type { Variants } from "./variants.ts";
import { createWorld } from "./world.ts";

export type OpenFreshdeskSandbox = SandboxControls & {
  /** Answers a request as the help desk's own server would. */
  fetch: ReturnType<typeof createApp>["fetch"];
  /** The app's pages, which have an address of their own. */
  appPages: { fetch: ReturnType<typeof createAppFiles>["fetch"]; servedAt(origin: string): void };
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
  /** Ends what waits, on the way in and on the way out. */
  close(): void;
};

/**
 * An emulated Freshdesk without a port: for tests that carry requests and deliveries by hand.
 *
 * @param sender carries its webhooks; over HTTP when absent
 */
export function openFreshdeskSandbox(
  options: FreshdeskSandboxOptions = {},
  sender?: Sender,
): OpenFreshdeskSandbox {
  const world = createWorld(resolveOptions(options));
  const dispatcher = createDispatcher(world, sender);
  world.callWebhook = dispatcher.callWebhook;
  world.callApp = dispatcher.callApp;
  createTeam(world);
  const controls = createControls(world, dispatcher);
  return {
    ...controls,
    fetch: createApp(world, controls).fetch,
    appPages: {
      fetch: createAppFiles(world).fetch,
      servedAt(origin) {
        world.appOrigin = origin;
      },
    },
    subdomain: world.subdomain,
    accountId: world.accountId,
    faults: world.faults,
    variants: world.options.variants,
    limits: world.options.limits,
    integrationKey: controls.createApiKey(world.integrationUserId),
    integrationUserId: world.integrationUserId,
    close: () => {
      world.stopping.abort();
      for (const timer of world.timers) clearTimeout(timer);
      dispatcher.stop();
    },
  };
}
