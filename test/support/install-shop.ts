import { installByBrowser } from "../../src/sandbox/demo/installation/install-by-browser.ts";
import type { TestServer } from "./test-server.ts";

/** Replaces the credentials that the server was connected with by ones from a consent, as an installer would. */
export async function installShop(it: Pick<TestServer, "url" | "sandbox">): Promise<void> {
  const { status, page } = await installByBrowser({
    signalboxUrl: it.url,
    subdomain: it.sandbox.subdomain,
  });
  if (status !== 200) throw new Error(`it was not installed: ${status} ${page}`);
}
