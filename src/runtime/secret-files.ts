import { readFileSync } from "node:fs";
import { EnvError } from "./env.ts";

/** Variables that hold a secret; each may be given as a file instead, as container platforms mount them. */
const secretNames = [
  "DATABASE_URL",
  "SIGNALBOX_ENCRYPTION_KEY",
  "SIGNALBOX_OLD_ENCRYPTION_KEYS",
  "SIGNALBOX_ACCESS_TOKEN",
  "SIGNALBOX_ZENDESK_CLIENT_SECRET",
  "SIGNALBOX_OUTSIDE_MODEL_KEY",
];

/** Fills in each secret whose variable with `_FILE` at its end names a file. @throws EnvError */
export function readSecretFiles(raw: Record<string, string | undefined>): Record<string, string | undefined> {
  const read = secretNames.flatMap((name) => {
    const path = raw[`${name}_FILE`];
    if (!path) return [];
    if (raw[name]) throw new EnvError(`Set ${name} or ${name}_FILE, not both.`);
    try {
      return [[name, readFileSync(path, "utf8").trim()] as const];
    } catch {
      throw new EnvError(`${name}_FILE names a file that cannot be read: ${path}`);
    }
  });
  return { ...raw, ...Object.fromEntries(read) };
}
