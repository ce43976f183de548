import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createZendesk } from "../../../src/helpdesks/zendesk/index.ts";
import { InputError } from "../../../src/ports/app-error.ts";
import type { Platform } from "../../../src/ports/platform.ts";
import { createNodePlatform } from "../../../src/runtime/node-platform.ts";

/** The host that a client of this subdomain would call. */
async function hostOf(subdomain: string): Promise<string> {
  let host = "";
  const fetch: Platform["fetch"] = async (url) => {
    host = new URL(url).host;
    throw new Error("no network here");
  };
  const base = createNodePlatform({ SIGNALBOX_LOG_LEVEL: "silent" });
  const client = createZendesk().createClient({ subdomain, credentials: "x", platform: { ...base, fetch } });
  await expect(client.getCurrentUser()).rejects.toThrow();
  base.close();
  return host;
}

describe("a subdomain", () => {
  it.each([
    ["acme", "acme"],
    ["  Acme ", "acme"],
    ["my-shop-24", "my-shop-24"],
  ])("%j is read as %j", (text, subdomain) => {
    expect(createZendesk().parseSubdomain(text)).toBe(subdomain);
  });

  it.each([
    "",
    "a",
    "evil.com/x",
    "a@b",
    "127.0.0.1",
    "localhost#",
    "[::1]",
    "a b",
    "-a-",
    "shöp",
    "аcme",
    "a%2e",
  ])("is never %j", (text) => {
    expect(() => createZendesk().parseSubdomain(text)).toThrow(InputError);
  });

  it("stays below zendesk.com, whatever text was accepted as one", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.stringMatching(/^[a-zA-Z0-9.\-/@#:?\\]{2,20}$/),
      fc.stringMatching(/^[a-z0-9-]{3,63}$/),
    );
    await fc.assert(
      fc.asyncProperty(text, async (given) => {
        let subdomain: string;
        try {
          subdomain = createZendesk().parseSubdomain(given);
        } catch {
          return;
        }
        expect(await hostOf(subdomain)).toBe(`${subdomain}.zendesk.com`);
      }),
    );
  });
});
