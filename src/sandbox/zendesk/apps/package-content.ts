import { isRecord } from "../../http/is-record.ts";
import { findDuplicateKeys } from "../../package/find-duplicate-keys.ts";
import type { PackageFiles, ZipContent } from "../../package/read-zip.ts";

export type AppManifest = Record<string, unknown>;

/** A package with what every rule looks at. */
export type PackageContent = {
  files: PackageFiles;
  symlinks: string[];
  manifest: AppManifest;
  /** Location's name to its options, for the one product that we know. */
  locations: Record<string, Record<string, unknown>>;
  parameters: Record<string, unknown>[];
};

/** One sentence for each thing that is wrong. */
export type Rule = (content: PackageContent) => string[];

/** The package's content, or why it cannot even be looked at. */
export function openPackage({ files, symlinks }: ZipContent): PackageContent | string {
  const text = files.get("manifest.json")?.toString("utf8");
  if (text === undefined) {
    const nested = [...files.keys()].find((path) => path.endsWith("/manifest.json"));
    return nested
      ? `Put manifest.json at the root of the archive, not at ${nested}`
      : "Missing required file: manifest.json";
  }
  const manifest = parseRecord(text);
  if (!manifest) return "manifest.json is not proper JSON";
  const [duplicate] = findDuplicateKeys(text);
  if (duplicate !== undefined) return `Duplicate key in manifest.json: ${duplicate}`;
  return { files, symlinks, manifest, locations: locationsOf(manifest), parameters: parametersOf(manifest) };
}

export function parseRecord(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** An address instead of options is the short form. */
function locationsOf({ location }: AppManifest): PackageContent["locations"] {
  const support = isRecord(location) && isRecord(location.support) ? location.support : {};
  return Object.fromEntries(
    Object.entries(support).map(([name, options]) => [name, isRecord(options) ? options : { url: options }]),
  );
}

function parametersOf({ parameters }: AppManifest): Record<string, unknown>[] {
  return Array.isArray(parameters) ? parameters.filter(isRecord) : [];
}
