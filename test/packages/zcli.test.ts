import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packZendesk, stageZendesk } from "../../manifests/package-zendesk.ts";
import { runZcli } from "../../manifests/run-zcli.ts";
import { createCertificate } from "../../src/sandbox/http/create-certificate.ts";
import { readZip } from "../../src/sandbox/package/read-zip.ts";
import { startZendeskSandbox, type ZendeskSandbox } from "../../src/sandbox/zendesk/start-zendesk-sandbox.ts";

const tls = createCertificate(Date.now());
const folder = mkdtempSync(join(tmpdir(), "zcli-test-"));
const server = "https://signalbox.shop.example";
const staged = stageZendesk({ server, to: join(folder, "app") });
let sandbox: ZendeskSandbox;
beforeAll(async () => {
  sandbox = await startZendeskSandbox({ tls });
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

const zcli = (...args: string[]) =>
  runZcli(args, { port: sandbox.port, token: sandbox.integrationToken, ca: tls.cert });

it("Zendesk's own tool validates the package, and refuses a broken one in the validator's words", async () => {
  expect(await zcli("apps:validate", staged)).toEqual({
    code: 0,
    output: expect.stringContaining("No validation errors"),
  });
  const broken = stageZendesk({ server, to: join(folder, "broken") });
  rmSync(join(broken, "assets/icon_nav_bar.svg"));
  const refused = await zcli("apps:validate", broken);
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain('Location "nav_bar" requires assets/icon_nav_bar.svg');
});

it("it packs an archive with the manifest at its root", async () => {
  const zip = join(folder, "signalbox.zip");
  await packZendesk({ server, to: join(folder, "packed"), zip });
  const { files } = readZip(readFileSync(zip));
  expect(JSON.parse(files.get("manifest.json")?.toString() ?? "")).toMatchObject({ signedUrls: true });
  expect(files.get("assets/logo.png")).toEqual(readFileSync(join(staged, "assets/logo.png")));
  expect(existsSync(join(folder, "packed/tmp"))).toBe(false);
});

it("it creates the app, installs it, and updates it in place", async () => {
  const { output } = await zcli("apps:create", staged);
  expect(output).toContain("Successfully installed app: Signalbox");
  const notes = join(staged, "zcli.apps.config.json");
  const { app_id: appId } = JSON.parse(readFileSync(notes, "utf8")) as { app_id: number };
  await expect.poll(() => sandbox.installedApp().id, { timeout: 30_000 }).toBe(appId);
  const { installationId, manifest } = sandbox.installedApp();
  expect(manifest).toMatchObject({ name: "Signalbox", version: "0.1.0" });

  const path = join(staged, "manifest.json");
  writeFileSync(path, readFileSync(path, "utf8").replace('"version": "0.1.0"', '"version": "0.1.1"'));
  expect((await zcli("apps:update", staged)).output).toContain("Successfully updated app: Signalbox");
  expect(sandbox.installedApp()).toMatchObject({ id: appId, installationId, manifest: { version: "0.1.1" } });
});
