import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const zcli = createRequire(import.meta.url).resolve("@zendesk/zcli/bin/run");
const timeoutMs = 60_000;

/**
 * Runs Zendesk's own command line tool against an emulated Zendesk at https://127.0.0.1:port.
 *
 * @param input.ca the certificate that the emulator shows
 * @returns its exit code, and what it said on both outputs
 */
export async function runZcli(
  args: string[],
  input: { port: number; token: string; ca: string; env?: Record<string, string> },
): Promise<{ code: number; output: string }> {
  // It keeps notes in the home folder, and people have their own there.
  const home = mkdtempSync(join(tmpdir(), "zcli-"));
  const ca = join(home, "ca.pem");
  writeFileSync(ca, input.ca);
  try {
    return await new Promise((resolve, reject) => {
      const env = {
        PATH: process.env.PATH ?? "",
        HOME: home,
        // It puts the address together from these two: https://127.0.0.1:port.
        ZENDESK_SUBDOMAIN: "127",
        ZENDESK_DOMAIN: `0.0.1:${input.port}`,
        ZENDESK_OAUTH_TOKEN: input.token,
        NODE_EXTRA_CA_CERTS: ca,
        ...input.env,
      };
      execFile(process.execPath, [zcli, ...args], { env, timeout: timeoutMs }, (error, stdout, stderr) => {
        if (error?.killed) reject(new Error(`zcli ${args[0]} did not end within ${timeoutMs / 1000} s`));
        else resolve({ code: typeof error?.code === "number" ? error.code : 0, output: stdout + stderr });
      });
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
