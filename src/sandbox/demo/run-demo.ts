import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Policy } from "../../routing/policy.ts";
import type { EmulatedHelpdesk } from "../emulated-helpdesk.ts";
import { startEmulatedHelpdesk } from "../start-emulated-helpdesk.ts";
import type { DemoOptions } from "./demo-options.ts";
import { installDemoApp } from "./install-app.ts";
import { playDay } from "./play-day.ts";
import { createSignalboxClient, type SignalboxClient } from "./signalbox-client.ts";
import { findFreePort, startSignalbox } from "./signalbox-process.ts";
import type { startPostgres } from "./start-postgres.ts";
import { type DemoSummary, summarize, type TicketReport } from "./ticket-report.ts";

const defaultFolder = ".data/demo";

export interface DemoView {
  started(input: { signalbox: { url: string }; shops: Shop[] }): void;
  routed(report: TicketReport): void;
}

/** One help desk that is connected to Signalbox. */
export interface Shop {
  desk: EmulatedHelpdesk;
  installationId: string;
  /** A link that is good once and leads to the page of its register. */
  register: string;
}

export interface PlayedDemo {
  summaries: DemoSummary[];
  shops: Shop[];
  client: SignalboxClient;
  stop(): Promise<void>;
}

/** The whole story: the servers, the installations, the customers, and what became of each ticket. */
export async function runDemo(
  options: DemoOptions,
  policy: Policy,
  view: DemoView,
  signal: AbortSignal,
): Promise<PlayedDemo> {
  const folder = options.dataFolder ?? defaultFolder;
  if (options.dataFolder === undefined) emptyFolder(folder);
  const desks: EmulatedHelpdesk[] = [];
  let postgres: Awaited<ReturnType<typeof startPostgres>> | undefined;
  const stopOthers = async () => {
    for (const desk of desks) await desk.stop();
    await postgres?.stop();
  };
  try {
    // The limits of smaller plans are for the tests; a comparison is about decisions and has none.
    const limits = options.isComparison ? "none" : "largest plan";
    for (const name of options.helpdesks) {
      desks.push(await startEmulatedHelpdesk(name, { seed: options.seed, limits }));
    }
    const addresses = Object.assign(
      {},
      ...desks.map((desk) => ({ [desk.urlVariable]: desk.url, ...desk.appVariables })),
    );
    // Loaded here only: PGlite needs none of it.
    if (options.runtime === "node" && options.engine === "postgresql") {
      postgres = await (await import("./start-postgres.ts")).startPostgres();
    }
    const database = postgres ? { DATABASE_URL: `${postgres.url}/postgres` } : {};
    const start = async (port: number) => {
      const accessToken = randomBytes(24).toString("base64url");
      if (options.runtime === "node") {
        const env = { SIGNALBOX_DATA_DIR: folder, ...database, ...addresses };
        return startSignalbox({ port, accessToken, env });
      }
      // Loaded here only: a Worker takes much that a Node process does not need.
      const { startSignalboxWorker } = await import("../worker/start-signalbox-worker.ts");
      return startSignalboxWorker({ port, accessToken, env: addresses });
    };
    const signalbox = await start(options.port ?? (await findFreePort(8080)))
      // Somebody else may have taken the port between the look and the start.
      .catch(async (error: unknown) =>
        options.port === undefined ? start(await findFreePort(0)) : Promise.reject(error),
      );
    const stop = async () => {
      await signalbox.stop();
      await stopOthers();
    };
    try {
      const client = createSignalboxClient(signalbox);
      const shops: Shop[] = [];
      for (const desk of desks) shops.push(await install(client, desk, policy));
      // Nobody looks at the pages of a run without a screen.
      for (const { desk, installationId } of options.isJson || options.isComparison ? [] : shops) {
        const newInstallToken = () => client.createInstallToken(installationId);
        await installDemoApp({ desk, server: signalbox.url, newInstallToken });
      }
      view.started({ signalbox, shops });
      const summaries = await Promise.all(
        shops.map(async (shop) =>
          summarize(
            shop.desk.name,
            options.tickets,
            await playDay({ ...shop, options, client, onRouted: view.routed, signal }),
          ),
        ),
      );
      return { summaries, shops, client, stop };
    } catch (error) {
      await signalbox.stop();
      throw error;
    }
  } catch (error) {
    await stopOthers();
    throw error;
  }
}

/** @throws Error for a folder in which the server of another terminal's demo still is */
function emptyFolder(folder: string): void {
  const lock = join(folder, "signalbox.pid");
  if (existsSync(lock) && isRunning(Number(readFileSync(lock, "utf8")))) {
    throw new Error(`another demo has ${folder}; stop it, or give this one a folder of its own with --data`);
  }
  rmSync(folder, { recursive: true, force: true });
}

function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Connects the help desk as an installer would: Signalbox makes its webhook there by itself. */
async function install(client: SignalboxClient, desk: EmulatedHelpdesk, policy: Policy): Promise<Shop> {
  const known = await client.listInstallations();
  const taken = known.flatMap((one) => (one.helpdesk === desk.name ? one.subdomain : []));
  let { subdomain } = desk;
  // A kept data folder knows the shop of the run before, and each run is a new shop.
  for (let n = 2; taken.includes(subdomain); n++) subdomain = `${desk.subdomain}-${n}`;
  const accessToken = desk.credentials;
  const installationId = await client.connect({ helpdesk: desk.name, subdomain, accessToken });
  await client.savePolicy(installationId, policy);
  const link = await client.createSignInLink();
  return { desk, installationId, register: `${link}&installation=${installationId}` };
}
