import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  FolderLockedError,
  lockDataFolder,
  newAccessToken,
  newEncryptionKey,
  openDataFolder,
  readOrCreateSecret,
} from "../../src/runtime/data-folder.ts";

function newFolder(): string {
  const parent = mkdtempSync(join(tmpdir(), "signalbox-folder-"));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  const folder = join(parent, "deeply", "data");
  openDataFolder(folder);
  return folder;
}

/** Another process, alive until the test ends it. */
async function startProcess(): Promise<{ pid: number; kill(): Promise<void> }> {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  await once(child, "spawn");
  const kill = async () => {
    if (child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
  };
  onTestFinished(kill);
  return { pid: child.pid ?? 0, kill };
}

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
const lockOf = (folder: string) => join(folder, "signalbox.pid");

describe.skipIf(process.platform === "win32")("the data folder", () => {
  it("is its owner's alone, with everything secret in it", () => {
    const folder = newFolder();
    readOrCreateSecret(folder, "encryption-key", newEncryptionKey);
    expect(modeOf(folder)).toBe("700");
    expect(modeOf(join(folder, "encryption-key"))).toBe("600");
  });

  it("is closed to others again when it had been opened to them", () => {
    const folder = newFolder();
    chmodSync(folder, 0o755);
    openDataFolder(folder);
    expect(modeOf(folder)).toBe("700");
  });
});

describe("a secret in the data folder", () => {
  it("is made once and stays", () => {
    const folder = newFolder();
    const made = readOrCreateSecret(folder, "access-token", newAccessToken);
    const readAgain = readOrCreateSecret(folder, "access-token", newAccessToken);
    expect(made.isNew).toBe(true);
    expect(made.secret.length).toBeGreaterThanOrEqual(20);
    expect(readAgain).toEqual({ secret: made.secret, isNew: false });
  });

  it.each(["", "\n"])("is made anew where a crash left %j", (left) => {
    const folder = newFolder();
    writeFileSync(join(folder, "access-token"), left);
    const { secret, isNew } = readOrCreateSecret(folder, "access-token", newAccessToken);
    expect({ isEmpty: secret === "", isNew }).toEqual({ isEmpty: false, isNew: true });
  });

  it("is an encryption key of 32 bytes", () => {
    expect(Buffer.from(newEncryptionKey(), "base64")).toHaveLength(32);
  });
});

describe("the lock of the data folder", () => {
  it("is refused while a living process holds it, and the message says what to do", async () => {
    const folder = newFolder();
    const { pid } = await startProcess();
    writeFileSync(lockOf(folder), String(pid));
    expect(() => lockDataFolder(folder)).toThrow(FolderLockedError);
    expect(() => lockDataFolder(folder)).toThrow(
      new RegExp(`process ${pid}.*SIGNALBOX_DATA_DIR.*DATABASE_URL`),
    );
    expect(readFileSync(lockOf(folder), "utf8")).toBe(String(pid));
  });

  it("is taken over from a process that was killed", async () => {
    const folder = newFolder();
    const killed = await startProcess();
    writeFileSync(lockOf(folder), String(killed.pid));
    await killed.kill();
    lockDataFolder(folder);
    expect(readFileSync(lockOf(folder), "utf8")).toBe(String(process.pid));
  });

  it.each(["", "nobody", "-1", "0"])("is taken where its file says %j", (left) => {
    const folder = newFolder();
    writeFileSync(lockOf(folder), left);
    lockDataFolder(folder);
    expect(readFileSync(lockOf(folder), "utf8")).toBe(String(process.pid));
  });

  it("is given back", () => {
    const folder = newFolder();
    const unlock = lockDataFolder(folder);
    unlock();
    expect(existsSync(lockOf(folder))).toBe(false);
  });
});
