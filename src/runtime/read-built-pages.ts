import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type BuildManifest, type BuiltFile, type BuiltPages, readEntries } from "../http/built-pages.ts";

const builtFolder = fileURLToPath(new URL("../../dist/ui", import.meta.url));

const types: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** What `npm run build:ui` made; nothing where it was not run. Each file is read and packed once, when first asked for. */
export function readBuiltPages(folder = builtFolder): BuiltPages {
  const known = new Set(listFiles(folder));
  if (!known.has("manifest.json")) return { entries: {}, findFile: async () => undefined };
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as BuildManifest;
  const files = new Map<string, Promise<BuiltFile>>();
  return {
    entries: readEntries(manifest),
    async findFile(name) {
      const type = types[extname(name)];
      // Only what was there at the start: no name leads anywhere else.
      if (!known.has(name) || type === undefined) return undefined;
      const file = files.get(name) ?? pack(join(folder, name), type);
      files.set(name, file);
      return file;
    },
  };
}

async function pack(path: string, type: string): Promise<BuiltFile> {
  const bytes = await readFile(path);
  return { bytes: new Uint8Array(bytes), gzipped: new Uint8Array(await promisify(gzip)(bytes)), type };
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
