import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readFolder, stageFreshdesk } from "../../manifests/package-freshdesk.ts";
import { packRules, validatePack } from "../../src/sandbox/freshdesk/app/validate-pack.ts";

const folder = mkdtempSync(join(tmpdir(), "freshdesk-package-"));
const sound = readFolder(
  stageFreshdesk({ server: "https://signalbox.shop.example", to: join(folder, "app") }),
);
afterAll(() => rmSync(folder, { recursive: true }));

const textOf = (path: string) => sound.get(path)?.toString("utf8") ?? "";
type Json = Record<string, unknown>;
const readJson = (path: string) => JSON.parse(textOf(path)) as Json;

/** The pack with some files changed; null takes a file out. */
function problemsOf(changes: Record<string, string | null>): string[] {
  const files = new Map(sound);
  for (const [path, content] of Object.entries(changes)) {
    if (content === null) files.delete(path);
    else files.set(path, Buffer.from(content));
  }
  return validatePack(files);
}

const manifest = readJson("manifest.json") as { modules: Record<string, Record<string, Json>> };
const withManifest = (changes: object) => ({
  "manifest.json": JSON.stringify({ ...manifest, ...changes }),
});
const withModule = (name: string, parts: object) =>
  withManifest({ modules: { ...manifest.modules, [name]: { ...manifest.modules[name], ...parts } } });
const requests = readJson("config/requests.json") as Record<string, { schema: Json }>;
const withTemplate = (changes: { schema?: object; options?: object }, name = "event") => ({
  "config/requests.json": JSON.stringify({
    ...requests,
    [name]: { ...requests[name], ...changes, schema: { ...requests[name]?.schema, ...changes.schema } },
  }),
});
const withSettings = (iparams: object) => ({
  "config/iparams.html": null,
  "config/iparams.json": JSON.stringify(iparams),
});
const withServer = (change: (code: string) => string) => ({
  "server/server.js": change(textOf("server/server.js")),
});

/** One broken pack for each rule, and what its refusal says. */
const broken: Record<string, [Record<string, string | null>, RegExp]> = {
  "the manifest is JSON": [{ "manifest.json": "{" }, /no valid JSON/],
  "nothing else at the top": [withManifest({ product: {} }), /additional properties 'product'/],
  "platform version": [withManifest({ "platform-version": "2.3" }), /must be 3\.0/],
  engines: [withManifest({ engines: undefined }), /required property 'engines'/],
  "a module of a product": [
    withManifest({ modules: { common: manifest.modules.common } }),
    /one module apart from common/,
  ],
  "no empty objects": [withModule("support_agent", { location: {} }), /fewer than 1 properties/],
  "known locations": [
    withModule("support_agent", { location: { ticket_sidebar: { url: "index.html" } } }),
    /Invalid location\(s\).*support_agent\/ticket_sidebar/,
  ],
  "pages of locations": [{ "app/full_page.html": null }, /'full_page\.html' not found/],
  "icons of locations": [{ "app/styles/images/icon.svg": null }, /Icon .* not found in app folder/],
  "requests and functions under common": [
    withModule("support_ticket", { requests: { event: {} } }),
    /belong to common, not to support_ticket/,
  ],
  "known events": [
    withModule("support_agent", { events: { onAgentLaugh: { handler: "onAgentUpdateHandler" } } }),
    /Invalid event.*onAgentLaugh/,
  ],
  "handlers of events": [
    withServer((code) => code.replace("onGroupUpdateHandler:", "onGroupChangeHandler:")),
    /'onGroupUpdateHandler' is not exported/,
  ],
  functions: [
    withModule("common", { functions: { openTicketSession: { timeout: 60 } } }),
    /timeout of 20, 25 or 30/,
  ],
  "templates are declared": [
    withModule("common", { requests: { installed: {}, uninstalled: {}, event: {} } }),
    /'ticketSession' is declared but not associated with module/,
  ],
  "names of templates": [
    {
      ...withTemplate({}, "tell all"),
      ...withModule("common", { requests: { ...manifest.modules.common?.requests, "tell all": {} } }),
    },
    /'tell all' has an invalid name/,
  ],
  methods: [withTemplate({ schema: { method: "TRACE" } }), /'TRACE' is not allowed/],
  protocol: [withTemplate({ schema: { protocol: "http" } }), /must be https/],
  host: [withTemplate({ schema: { host: "signalbox.shop.example/hooks" } }), /must not have path/],
  path: [withTemplate({ schema: { path: "hooks/app/events" } }), /must start with '\/'/],
  "nothing else in a schema": [withTemplate({ schema: { body: "{}" } }), /additional properties 'body'/],
  "content types": [
    withTemplate({ schema: { headers: { "Content-Type": "image/png" } } }),
    /image\/png is not allowed/,
  ],
  retries: [withTemplate({ options: { maxAttempts: 9 } }), /maxAttempts must be 1 to 5/],
  "secure values in headers only": [
    {
      ...withSettings({ token: { type: "text", secure: true } }),
      ...withTemplate({ schema: { path: "/<%= iparam.token %>" } }),
    },
    /secure iparam 'token'/,
  ],
  "mandatory folders": [
    Object.fromEntries(
      [...sound.keys()].filter((path) => path.startsWith("config/")).map((path) => [path, null]),
    ),
    /Mandatory folder\(s\) missing: config/,
  ],
  "a README": [{ "README.md": null }, /README\.md is mandatory/],
  "settings of one kind": [{ "config/iparams.json": "{}" }, /not both/],
  "types of settings": [withSettings({ a: { type: "colour" } }), /invalid type 'colour'/],
  "defaults of dropdowns": [
    withSettings({ a: { type: "dropdown", options: ["x"], default_value: "y" } }),
    /default of the dropdown 'a'/,
  ],
  "the settings page's functions": [
    {
      "config/assets/iparams.js": textOf("config/assets/iparams.js").replace(
        "window.validate",
        "window.check",
      ),
    },
    /must define validate/,
  ],
  "the platform's script": [
    { "app/full_page.html": textOf("app/full_page.html").replace("{{{appclient}}}", "client.js") },
    /does not load/,
  ],
  "controls of the platform": [
    { "app/full_page.html": textOf("app/full_page.html").replace("<p>", "<p><button>A</button>") },
    /plain form control/,
  ],
  "no forbidden calls": [withServer((code) => `${code}\nfunction a(b) { return eval(b); }`), /calls eval/],
  "globals that are not there": [
    withServer((code) => `${code}\nfunction a() { return process.env; }`),
    /uses process/,
  ],
  "helpers after the exports": [withServer((code) => `function a() {}\n${code}`), /before the exports/],
  "async functions wait for something": [
    withServer((code) => `${code}\nasync function hurry() { return 1; }\n`),
    /async without await: hurry/,
  ],
  "dependencies have versions": [withManifest({ dependencies: { jsonwebtoken: "^9" } }), /exact version/],
};

describe("the Freshdesk pack", () => {
  it("keeps every rule of the platform that is known", () => {
    expect(validatePack(sound)).toEqual([]);
  });

  it("calls the server that it was built for, and no other", () => {
    expect(new Set(Object.values(requests).map(({ schema }) => schema.host))).toEqual(
      new Set(["signalbox.shop.example"]),
    );
    expect([...sound.values()].filter((content) => content.includes("app.signalbox.example"))).toEqual([]);
  });

  it("brings the sidebar with all that its page loads", () => {
    const scripts = [...textOf("app/index.html").matchAll(/src="(scripts\/[^"]+)"/g)].map(
      (match) => match[1],
    );
    expect(scripts).toHaveLength(1);
    const imported = [...sound]
      .filter(([path]) => path.startsWith("app/scripts/"))
      .flatMap(([, code]) => [...code.toString().matchAll(/(?:from|import\()\s*["'`]\.\/([\w.-]+\.js)/g)])
      .map((match) => `app/scripts/${match[1]}`);
    expect([`app/${scripts[0]}`, ...imported].filter((path) => !sound.has(path))).toEqual([]);
    expect(imported.length).toBeGreaterThan(0);
  });
});

describe("the platform's rules", () => {
  it("are each broken by a pack", () => {
    expect(Object.keys(broken)).toEqual(Object.keys(packRules));
  });

  it.each(Object.entries(broken))("refuse a breach of: %s", (_, [changes, problem]) => {
    expect(problemsOf(changes)).toContainEqual(expect.stringMatching(problem));
  });
});
