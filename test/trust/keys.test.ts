import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { installations } from "../../src/db/schema/index.ts";
import { createAesKeyring } from "../../src/runtime/aes-keyring.ts";
import { EnvError, parseEnv } from "../../src/runtime/env.ts";
import { createNodePlatform } from "../../src/runtime/node-platform.ts";
import { readSecretFiles } from "../../src/runtime/secret-files.ts";
import { startServer } from "../../src/runtime/start-server.ts";
import { childEnv } from "../../src/sandbox/demo/child-env.ts";
import { openClient } from "../../src/services/helpdesk/open-client.ts";
import { getInstallation } from "../../src/services/installations/connect-installation.ts";
import { resealSecrets } from "../../src/services/installations/reseal-secrets.ts";
import { createTestDatabase, engines } from "../support/engines.ts";
import { installShop } from "../support/install-shop.ts";
import { useTestServer } from "../support/use-test-server.ts";

const start = useTestServer();
const newKey = () => randomBytes(32).toString("base64");

describe.each(engines)("rotating the encryption key on %s", (engine) => {
  it("seals every secret anew, once, and what it sealed still works", async () => {
    const it = await start(engine);
    await installShop(it);
    const { context } = it.server;
    const before = await context.db.select().from(installations);
    const [oldKey, key] = [newKey(), newKey()];
    // What the server has was sealed under its own key; bring it under one that we know.
    const known = await createAesKeyring(oldKey);
    const both = { open: context.keyring.open, seal: known.seal, isCurrent: known.isCurrent };
    expect(await resealSecrets({ ...context, keyring: both })).toEqual({ resealed: 4, installations: 1 });
    context.keyring = await createAesKeyring(key, [oldKey]);
    expect(await resealSecrets(context)).toEqual({ resealed: 4, installations: 1 });
    expect(await resealSecrets(context)).toEqual({ resealed: 0, installations: 1 });
    context.keyring = await createAesKeyring(key);
    const after = await getInstallation(context, it.installationId);
    for (const column of ["sealedCredentials", "sealedRefreshToken", "sealedSecret"] as const) {
      expect(after[column]).not.toBe(before[0]?.[column]);
      expect(context.keyring.isCurrent(after[column] ?? "")).toBe(true);
    }
    it.sandbox.expireAccessTokens();
    expect((await (await openClient(context, after)).readRoster()).groups.length).toBeGreaterThan(0);
  });
});

describe("a keyring with an old key", () => {
  it("opens what the old one sealed, and seals under the new one", async () => {
    const [oldKey, key] = [newKey(), newKey()];
    const sealed = await (await createAesKeyring(oldKey)).seal("token", "c");
    const keyring = await createAesKeyring(key, [oldKey]);
    expect(await keyring.open(sealed, "c")).toBe("token");
    expect(keyring.isCurrent(sealed)).toBe(false);
    expect(keyring.isCurrent(await keyring.seal("token", "c"))).toBe(true);
  });
});

describe("npm run keys:rotate", () => {
  it("replaces the key in the data folder and leaves no old one behind", async () => {
    const database = await createTestDatabase("pglite");
    onTestFinished(() => database.remove());
    const folder = database.env.SIGNALBOX_DATA_DIR ?? "";
    const env = parseEnv({ PORT: "0", SIGNALBOX_LOG_LEVEL: "silent", ...database.env });
    await (await startServer(env, createNodePlatform(env))).stop();
    const before = readFileSync(join(folder, "encryption-key"), "utf8");
    const script = fileURLToPath(new URL("../../src/runtime/keys-rotate.ts", import.meta.url));
    const child = spawn(process.execPath, [script], {
      env: childEnv({ SIGNALBOX_DATA_DIR: folder }),
      stdio: ["ignore", "pipe", "inherit"],
    });
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
    });
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(0);
    expect(out).toContain("0 secrets of 0 installations");
    expect(readFileSync(join(folder, "encryption-key"), "utf8")).not.toBe(before);
    expect(existsSync(join(folder, "old-encryption-keys"))).toBe(false);
  });
});

describe("a secret in a mounted file", () => {
  const folder = mkdtempSync(join(tmpdir(), "signalbox-secret-"));
  const path = join(folder, "key");
  const key = newKey();
  writeFileSync(path, `${key}\n`);

  it("counts as its variable", () => {
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const raw = readSecretFiles({ SIGNALBOX_ENCRYPTION_KEY_FILE: path });
    expect(parseEnv(raw).SIGNALBOX_ENCRYPTION_KEY).toBe(key);
    const both = { SIGNALBOX_ENCRYPTION_KEY_FILE: path, SIGNALBOX_ENCRYPTION_KEY: key };
    expect(() => readSecretFiles(both)).toThrow(EnvError);
    const missing = { SIGNALBOX_ACCESS_TOKEN_FILE: join(folder, "none") };
    expect(() => readSecretFiles(missing)).toThrow(/SIGNALBOX_ACCESS_TOKEN_FILE/);
  });
});
