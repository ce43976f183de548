import type { PackageFiles } from "../../package/read-zip.ts";
import { fileRules } from "./file-rules.ts";
import { manifestRules } from "./manifest-rules.ts";
import { openPack } from "./pack-content.ts";
import { requestRules } from "./request-rules.ts";

/** The rules by which the platform takes or refuses a pack, as far as they are known without its own tool. */
export const packRules = { ...manifestRules, ...requestRules, ...fileRules };

/** @returns a sentence for each breach; none for a pack that keeps all rules */
export function validatePack(files: PackageFiles): string[] {
  const content = openPack(files);
  return Object.values(packRules).flatMap((rule) => rule(content));
}
