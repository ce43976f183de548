import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Another process holds the data folder. */
export class FolderLockedError extends Error {
  override name = "FolderLockedError";
}

/** Reads a secret from the data folder; makes one, readable by its owner only, where there is none yet. */
export function readOrCreateSecret(
  folder: string,
  name: string,
  make: () => string,
): { secret: string; isNew: boolean } {
  const path = join(folder, name);
  // A crash while writing leaves an empty file, and an empty access token would let everybody in.
  const known = existsSync(path) ? readFileSync(path, "utf8").trim() : "";
  if (known) return { secret: known, isNew: false };
  const secret = make();
  writeFileSync(path, `${secret}\n`, { mode: 0o600 });
  return { secret, isNew: true };
}

export function newEncryptionKey(): string {
  return randomBytes(32).toString("base64");
}

export function newAccessToken(): string {
  return randomBytes(24).toString("base64url");
}

/** Makes the folder, for its owner only. */
export function openDataFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}

/**
 * PGlite's files must be opened by one process only. The lock holds a process id; a killed process leaves its
 * lock behind, and the next start sees that nobody has that id any more.
 *
 * @returns a function that gives the lock back
 * @throws FolderLockedError
 */
export function lockDataFolder(folder: string): () => void {
  const path = join(folder, "signalbox.pid");
  const holder = existsSync(path) ? Number(readFileSync(path, "utf8")) : 0;
  const isHeld = holder > 0 && holder !== process.pid && isAlive(holder);
  if (!isHeld) rmSync(path, { force: true });
  // Made only if it is not there, so of two that start at once one fails.
  if (isHeld || !tryWrite(path, String(process.pid))) {
    throw new FolderLockedError(
      `The data folder ${folder} is in use by process ${holder}. Stop that one, or set SIGNALBOX_DATA_DIR to another ` +
        `folder. For several processes side by side, set DATABASE_URL. If process ${holder} is not Signalbox, delete ${path}.`,
    );
  }
  return () => rmSync(path, { force: true });
}

function tryWrite(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
