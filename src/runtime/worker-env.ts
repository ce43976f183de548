import type { QueueBinding } from "../jobs/cloudflare-queue.ts";
import { type Env, EnvError, parseEnv } from "./env.ts";
import type { AssetsBinding } from "./worker-assets.ts";

/** What wrangler.toml binds to the Worker, beside variables and secrets. */
export interface WorkerBindings extends Record<string, unknown> {
  HYPERDRIVE: { host: string; port: number; user: string; password: string; database: string };
  JOBS: QueueBinding;
  /** What lies in dist/ui: the built pages, and the starter model. */
  ASSETS: AssetsBinding;
}

/** A Worker has no folder to keep a secret in that it makes itself. */
const required = ["SIGNALBOX_PUBLIC_URL", "SIGNALBOX_ENCRYPTION_KEY", "SIGNALBOX_ACCESS_TOKEN"] as const;

export type WorkerEnv = Env & Record<(typeof required)[number], string>;

/** Variables and secrets are the same as on Node, by the same names. @throws EnvError naming each bad one */
export function parseWorkerEnv(bindings: WorkerBindings): WorkerEnv {
  const variables = Object.entries(bindings).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as const] : [],
  );
  const env = parseEnv(Object.fromEntries(variables));
  const missing = required.filter((name) => env[name] === undefined);
  if (missing.length > 0) {
    throw new EnvError(
      `On Workers these have to be set: ${missing.join(", ")}. docs/deploying.md tells how.`,
    );
  }
  return env as WorkerEnv;
}
