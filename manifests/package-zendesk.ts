import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { createCertificate } from "../src/sandbox/http/create-certificate.ts";
import { startZendeskSandbox } from "../src/sandbox/zendesk/start-zendesk-sandbox.ts";
import { readServer } from "./package-options.ts";
import { runZcli } from "./run-zcli.ts";
import { readVersion, root, stagePackage } from "./stage-package.ts";

/** Puts the folder for zcli together. @returns its path */
export function stageZendesk(input: { server: string; to: string }): string {
  stagePackage({ from: join(root, "manifests/zendesk"), ...input });
  const path = join(input.to, "manifest.json");
  const manifest = { ...(JSON.parse(readFileSync(path, "utf8")) as object), version: readVersion() };
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
  return input.to;
}

/** Packs it with Zendesk's own tool, which has it checked first: here by the emulated Zendesk. */
export async function packZendesk(input: { server: string; to: string; zip: string }): Promise<void> {
  const folder = stageZendesk(input);
  const tls = createCertificate(Date.now());
  const sandbox = await startZendeskSandbox({ tls });
  try {
    const { port, integrationToken: token } = sandbox;
    const { code, output } = await runZcli(["apps:package", folder], { port, token, ca: tls.cert });
    if (code !== 0) throw new Error(`zcli refused the package:\n${output}`);
    const made = readdirSync(join(folder, "tmp")).find((name) => name.endsWith(".zip"));
    if (!made) throw new Error(`zcli made no package:\n${output}`);
    renameSync(join(folder, "tmp", made), input.zip);
    rmSync(join(folder, "tmp"), { recursive: true });
  } finally {
    await sandbox.stop();
  }
}

if (import.meta.main) {
  try {
    const server = readServer(process.argv.slice(2), process.env);
    const zip = join(root, `dist/signalbox-zendesk-${readVersion()}.zip`);
    await packZendesk({ server, to: join(root, "dist/zendesk"), zip });
    process.stdout.write(`${relative(process.cwd(), zip)} is for ${server}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
