import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFolder, stageFreshdesk } from "../../../manifests/package-freshdesk.ts";
import { stageZendesk } from "../../../manifests/package-zendesk.ts";
import type { EmulatedHelpdesk, EmulatedName } from "../emulated-helpdesk.ts";
import type { PackageFiles } from "../package/read-zip.ts";

/** Packages name a server by https; in the demo this name stands for the one that runs here. */
const packagedServer = "https://signalbox.demo.example";

const stages: Record<EmulatedName, (input: { server: string; to: string }) => string> = {
  zendesk: stageZendesk,
  freshdesk: stageFreshdesk,
};

/** Puts the marketplace's package into the emulated help desk, with its pages at the server that runs here. */
export async function installDemoApp(input: {
  desk: EmulatedHelpdesk;
  server: string;
  newInstallToken(): Promise<string>;
}): Promise<void> {
  const { desk, server, newInstallToken } = input;
  const to = mkdtempSync(join(tmpdir(), "signalbox-app-"));
  try {
    const staged = readFolder(stages[desk.name]({ server: packagedServer, to }));
    await desk.installApp({ files: withServer(staged, server), server, newInstallToken });
  } finally {
    rmSync(to, { recursive: true });
  }
}

function withServer(files: PackageFiles, server: string): PackageFiles {
  return new Map(
    [...files].map(([path, content]) =>
      /\.(json|js|html)$/.test(path)
        ? [path, Buffer.from(content.toString("utf8").replaceAll(packagedServer, server))]
        : [path, content],
    ),
  );
}
