import type { World } from "../world.ts";
import type { AppManifest } from "./package-content.ts";
import type { Verdict } from "./validate-package.ts";

/** The app that shows our pages in this account; without a manifest it is installed and shows none here. */
export type InstalledApp = {
  id: number;
  installationId: number;
  manifest?: AppManifest;
  settings: Record<string, unknown>;
};

export type AppJob = { status: "completed" | "failed"; message: string; app_id?: number };

/** What was uploaded, and what became of it. */
export type AppStore = {
  uploads: Map<number, Verdict>;
  jobs: Map<string, AppJob>;
  /** By app; the manifest of the newest package. */
  apps: Map<number, AppManifest>;
};

export function createAppStore(): AppStore {
  return { uploads: new Map(), jobs: new Map(), apps: new Map() };
}

export function addUpload(world: World, verdict: Verdict): number {
  const id = world.count("app-upload") + 1;
  world.appStore.uploads.set(id, verdict);
  return id;
}

/** Makes an app of an upload, or a new version of one. A package that breaks a rule fails here, not at the upload. */
export function deployUpload(world: World, uploadId: number, appId?: number): string {
  const { uploads, jobs, apps } = world.appStore;
  const verdict = uploads.get(uploadId);
  const jobId = world.random.hex(32, `app-job:${world.count("app-job")}`);
  const problem = verdict ? verdict.problems[0] : `There is no upload ${uploadId}`;
  if (!verdict || problem !== undefined) {
    jobs.set(jobId, { status: "failed", message: problem ?? "" });
    return jobId;
  }
  const id = appId ?? world.app.id + 1 + world.count("app");
  apps.set(id, verdict.manifest);
  if (world.app.id === id) world.app = { ...world.app, manifest: verdict.manifest };
  jobs.set(jobId, { status: "completed", message: "App was created", app_id: id });
  return jobId;
}

/** Where the app has a page: the address that is loaded there, undefined where it has none. */
export function findPageUrl({ manifest }: InstalledApp, location: string): string | undefined {
  const support = (manifest?.location as Record<string, Record<string, unknown>> | undefined)?.support;
  const options = support?.[location];
  const url = typeof options === "object" && options ? (options as { url?: unknown }).url : options;
  return typeof url === "string" ? url : undefined;
}
