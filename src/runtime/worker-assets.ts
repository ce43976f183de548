import { createPredictor, type Predictor } from "../classifier/create-predictor.ts";
import { decodeModel } from "../classifier/model-file.ts";
import { type BuildManifest, type BuiltPages, readEntries } from "../http/built-pages.ts";

/** Files by their path, as Cloudflare binds them. */
export interface AssetsBinding {
  fetch(request: Request): Promise<Response>;
}

/** What lies in dist/ui: the starter model, the pages' scripts and styles, and the list of them. */
export interface WorkerAssets {
  pages: BuiltPages;
  /** To be called before a page is shown; costs something once in an isolate. */
  readManifest(): Promise<void>;
  /** A file of the pages; undefined for any other path. */
  serve(request: Request): Promise<Response | undefined>;
  /** Some milliseconds of work: only for what reads text. */
  fetchStarterIntents(): Promise<Predictor>;
}

const servedPath = /^\/ui\/([\w.-]+\.(?:js|css|svg))$/;

export function createWorkerAssets(assets: AssetsBinding): WorkerAssets {
  let entries: BuiltPages["entries"] | undefined;
  const fetchAsset = (name: string) => assets.fetch(new Request(`https://assets.invalid/${name}`));
  return {
    pages: {
      get entries() {
        return entries ?? {};
      },
      // They are served before the app is asked.
      findFile: async () => undefined,
    },
    async readManifest() {
      if (entries) return;
      const response = await fetchAsset("manifest.json");
      entries = response.ok ? readEntries((await response.json()) as BuildManifest) : {};
    },
    async serve(request) {
      const name = servedPath.exec(new URL(request.url).pathname)?.[1];
      if (name === undefined || request.method !== "GET") return undefined;
      const found = await fetchAsset(name);
      if (!found.ok) return undefined;
      return new Response(found.body, {
        headers: {
          "content-type": found.headers.get("content-type") ?? "application/octet-stream",
          // The name holds a digest of what is in it.
          "cache-control": "public, max-age=31536000, immutable",
          "x-content-type-options": "nosniff",
          "cross-origin-resource-policy": "same-origin",
        },
      });
    },
    async fetchStarterIntents() {
      const response = await fetchAsset("intents.model");
      if (!response.ok) throw new Error(`the starter model is not among the assets: ${response.status}`);
      return createPredictor(decodeModel(new Uint8Array(await response.arrayBuffer())));
    },
  };
}
