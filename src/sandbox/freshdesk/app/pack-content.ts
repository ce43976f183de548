import { isRecord } from "../../http/is-record.ts";
import type { PackageFiles } from "../../package/read-zip.ts";

type Json = Record<string, unknown>;

/** A pack with what every rule looks at; what cannot be read counts as empty, and a rule of its own says so. */
export type PackContent = {
  files: PackageFiles;
  manifest: Json;
  modules: Record<string, Json>;
  /** Request templates by name, and what they ask for. */
  templates: Record<string, { schema: Json; options: Json }>;
  iparams: Record<string, Json>;
  serverCode: string;
};

/** One sentence for each thing that is wrong. */
export type PackRule = (content: PackContent) => string[];

export function openPack(files: PackageFiles): PackContent {
  const read = (path: string) => parse(files.get(path)?.toString("utf8")) ?? {};
  const manifest = read("manifest.json");
  return {
    files,
    manifest,
    modules: recordsOf(manifest.modules),
    templates: Object.fromEntries(
      Object.entries(recordsOf(read("config/requests.json"))).map(([name, { schema, options }]) => [
        name,
        { schema: isRecord(schema) ? schema : {}, options: isRecord(options) ? options : {} },
      ]),
    ),
    iparams: recordsOf(read("config/iparams.json")),
    serverCode: files.get("server/server.js")?.toString("utf8") ?? "",
  };
}

export function parse(text: string | undefined): Json | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function recordsOf(value: unknown): Record<string, Json> {
  return isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, item]) => (isRecord(item) ? [[key, item]] : [])),
      )
    : {};
}

/** Names of the functions that the server's code offers to the platform. */
export function handlersOf(serverCode: string): string[] {
  return [...serverCode.matchAll(/^ {2}(\w+): (?:async )?(?:function\b|\()/gm)].map(
    (match) => match[1] ?? "",
  );
}
