import { readZip, type ZipContent } from "../../package/read-zip.ts";
import { fileRules } from "./file-rules.ts";
import { manifestRules } from "./manifest-rules.ts";
import { type AppManifest, openPackage } from "./package-content.ts";

export type Verdict = { problems: string[]; warnings: string[]; manifest: AppManifest };

/** The rules by which the Apps framework takes or refuses a package, by name. */
export const packageRules = { ...manifestRules, ...fileRules };

export function validateZip(zip: Buffer): Verdict {
  try {
    return validatePackage(readZip(zip));
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)], warnings: [], manifest: {} };
  }
}

export function validatePackage(zip: ZipContent): Verdict {
  const content = openPackage(zip);
  if (typeof content === "string") return { problems: [content], warnings: [], manifest: {} };
  const problems = Object.values(packageRules).flatMap((rule) => rule(content));
  const warnings = content.parameters.flatMap(({ name, type, secure, scopes }) => {
    if (secure === true) return scopes ? [] : [`Make sure to set scopes of the secure parameter ${name}`];
    const isSecret = (type ?? "text") === "text" && /token|key|pwd|password/i.test(String(name));
    return isSecret ? [`Make sure to set secure to true for the parameter ${name}`] : [];
  });
  return { problems, warnings, manifest: content.manifest };
}
