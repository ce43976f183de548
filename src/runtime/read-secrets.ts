import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "../ports/platform.ts";
import { newAccessToken, newEncryptionKey, readOrCreateSecret } from "./data-folder.ts";
import type { Env } from "./env.ts";

export interface Secrets {
  encryptionKey: string;
  oldEncryptionKeys: string[];
  accessToken: string;
}

const keyFile = "encryption-key";
const oldKeysFile = "old-encryption-keys";

/** From the environment, else from the data folder, where the first start makes them. */
export function readSecrets(env: Env, log: Log): Secrets {
  const folder = env.SIGNALBOX_DATA_DIR;
  const accessToken =
    env.SIGNALBOX_ACCESS_TOKEN ?? readOrCreateSecret(folder, "access-token", newAccessToken).secret;
  if (env.SIGNALBOX_ENCRYPTION_KEY) {
    return {
      encryptionKey: env.SIGNALBOX_ENCRYPTION_KEY,
      oldEncryptionKeys: env.SIGNALBOX_OLD_ENCRYPTION_KEYS,
      accessToken,
    };
  }
  const key = readOrCreateSecret(folder, keyFile, newEncryptionKey);
  if (key.isNew) {
    log.warn("a new encryption key was written to the data folder; keep a copy, or set your own", { folder });
  }
  return { encryptionKey: key.secret, oldEncryptionKeys: readOldKeys(folder), accessToken };
}

/** Puts a new key in place of the one in the data folder; the old one stays beside it until it is dropped. */
export function replaceStoredKey(folder: string): void {
  const old = [readFileSync(join(folder, keyFile), "utf8").trim(), ...readOldKeys(folder)];
  // The old keys first: a crash in between must not leave secrets that nobody can open.
  writeFileSync(join(folder, oldKeysFile), `${old.join("\n")}\n`, { mode: 0o600 });
  writeFileSync(join(folder, keyFile), `${newEncryptionKey()}\n`, { mode: 0o600 });
}

/** Once nothing is sealed under them any more. */
export function dropOldKeys(folder: string): void {
  rmSync(join(folder, oldKeysFile), { force: true });
}

function readOldKeys(folder: string): string[] {
  const path = join(folder, oldKeysFile);
  return existsSync(path) ? readFileSync(path, "utf8").split("\n").filter(Boolean) : [];
}
