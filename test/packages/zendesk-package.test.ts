import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { stageZendesk } from "../../manifests/package-zendesk.ts";
import { packageRules, validatePackage } from "../../src/sandbox/zendesk/apps/validate-package.ts";
import { openZendeskSandbox } from "../../src/sandbox/zendesk/open-zendesk-sandbox.ts";

const folder = mkdtempSync(join(tmpdir(), "zendesk-package-"));
const staged = stageZendesk({ server: "https://signalbox.shop.example", to: join(folder, "app") });
afterAll(() => rmSync(folder, { recursive: true }));

const sound = new Map(
  readdirSync(staged, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(staged, path), readFileSync(path)] as const),
);
const readJson = (path: string) => JSON.parse(sound.get(path)?.toString() ?? "") as Record<string, unknown>;
const manifest = readJson("manifest.json");

type Change = { manifest?: object; files?: Record<string, string | Buffer | null>; symlinks?: string[] };

/** The package with some of it changed; null takes a file out. */
function problemsOf({ manifest: changes, files: changed = {}, symlinks = [] }: Change): string[] {
  const files = new Map(sound);
  if (changes) files.set("manifest.json", Buffer.from(JSON.stringify({ ...manifest, ...changes })));
  for (const [path, content] of Object.entries(changed)) {
    if (content === null) files.delete(path);
    else files.set(path, Buffer.from(content));
  }
  return validatePackage({ files, symlinks }).problems;
}

// A private app needs no labels for them.
const withParameter = (...parameters: object[]) => ({ manifest: { private: true, parameters } });
const inSupport = (locations: object) => ({ manifest: { location: { support: locations } } });
const frenchWithoutName = JSON.stringify({
  app: { ...(readJson("translations/fr.json").app as object), name: "" },
});
const smallLogo = sound.get("assets/logo-small.png") ?? "";

/** One broken package for each rule, and what its refusal says. */
const broken: Record<string, [Change, RegExp]> = {
  "required fields": [{ manifest: { author: undefined } }, /Missing required fields.*author/],
  "flags are true or false": [{ manifest: { signedUrls: "yes" } }, /signedUrls must be a boolean/],
  "framework version": [{ manifest: { frameworkVersion: "1.0" } }, /1\.0 is not a valid framework/],
  "no templates of version 1": [{ manifest: { noTemplate: true } }, /noTemplate/],
  "known locations": [inSupport({ left_bar: { url: "https://a.example" } }), /left_bar is an invalid/],
  "known location options": [
    inSupport({ modal: { url: "https://a.example", wide: true } }),
    /unknown option wide/,
  ],
  "location addresses": [inSupport({ modal: { url: "http://a.example" } }), /invalid location URI: http:/],
  "parameter names": [withParameter({ name: "name" }), /Can't call a parameter 'name'/],
  "parameter types": [withParameter({ name: "a", type: "colour" }), /colour is an invalid parameter type/],
  "hidden parameters": [
    withParameter({ name: "a", type: "hidden", required: true }),
    /hidden and cannot be required/,
  ],
  "one oauth parameter": [
    withParameter({ name: "a", type: "oauth" }, { name: "b", type: "oauth" }),
    /Too many OAuth/,
  ],
  "oauth parameters are never secure": [
    withParameter({ name: "a", type: "oauth", secure: true }),
    /cannot be secure/,
  ],
  "oauth needs a parameter": [{ manifest: { oauth: { client_id: "a" } } }, /with an oauth parameter/],
  "parameter scopes": [withParameter({ name: "a", secure: true, scopes: ["cookie"] }), /scope cookie/],
  "domains without a scheme": [{ manifest: { domainWhitelist: ["https://a.example"] } }, /not a domain/],
  "author's fields": [{ manifest: { author: "somebody" } }, /author must have a name/],
  "no symbolic links": [{ symlinks: ["assets/logo.png"] }, /Symlinks are not allowed/],
  "no executables": [{ files: { "assets/setup.exe": "MZ" } }, /Unsupported MIME type.*setup\.exe/],
  "icons of the locations": [{ files: { "assets/icon_nav_bar.svg": null } }, /requires assets\/icon_nav_bar/],
  logos: [{ files: { "assets/logo.png": smallLogo } }, /must be a PNG of 320x320, not 128x128/],
  "size of the banner": [{ files: { "assets/banner.png": smallLogo } }, /Invalid banner image/],
  "drawings without bitmaps and scripts": [
    { files: { "assets/logo.svg": '<svg><image href="data:image/png;base64,AA"/></svg>' } },
    /embeds a bitmap/,
  ],
  "names of translations": [
    { files: { "translations/deutsch.json": sound.get("translations/de.json") ?? "" } },
    /deutsch is an invalid locale/,
  ],
  "translation of the default locale": [
    { manifest: { defaultLocale: "it" } },
    /Missing translation file for locale 'it'/,
  ],
  "keys of translations": [
    { files: { "translations/fr.json": frenchWithoutName } },
    /Missing required key from fr\.json.*app\.name/,
  ],
  "known requirements": [{ files: { "requirements.json": '{"robots":{}}' } }, /invalid type robots/],
};

describe("the Zendesk package", () => {
  it("keeps every rule of the Apps framework, and warns of nothing", () => {
    expect(validatePackage({ files: sound, symlinks: [] })).toMatchObject({ problems: [], warnings: [] });
  });

  it("is for the server that it was built for, and has pages there", () => {
    expect(manifest).toMatchObject({
      signedUrls: true,
      singleInstall: true,
      domainWhitelist: ["signalbox.shop.example"],
      location: {
        support: {
          ticket_sidebar: { url: "https://signalbox.shop.example/app/zendesk/sidebar" },
          nav_bar: { url: "https://signalbox.shop.example/app/zendesk/settings" },
          background: { url: "https://signalbox.shop.example/app/zendesk/background" },
        },
      },
    });
    expect([...sound.values()].filter((content) => content.includes("app.signalbox.example"))).toEqual([]);
  });

  it("speaks six languages, none of them with another's texts", () => {
    const texts = ["en", "de", "fr", "es", "pt", "ja"].map(
      (locale) => readJson(`translations/${locale}.json`).app as Record<string, string>,
    );
    for (const key of ["short_description", "long_description", "installation_instructions"]) {
      expect(new Set(texts.map((text) => text[key])).size).toBe(6);
    }
  });

  it("has nothing in it but what the framework asks for", () => {
    expect(
      [...sound.keys()].filter((path) => !/^(manifest\.json|assets\/|translations\/)/.test(path)),
    ).toEqual([]);
  });
});

describe("the emulated Apps framework", () => {
  it("has a broken package for each of its rules", () => {
    expect(Object.keys(broken)).toEqual(Object.keys(packageRules));
  });

  it.each(Object.entries(broken))("refuses a breach of: %s", (_, [change, problem]) => {
    expect(problemsOf(change)).toEqual([expect.stringMatching(problem)]);
  });

  it.each([
    [{ files: { "manifest.json": null } }, "Missing required file: manifest.json"],
    [
      { files: { "manifest.json": null, "app/manifest.json": "{}" } },
      "Put manifest.json at the root of the archive, not at app/manifest.json",
    ],
    [{ files: { "manifest.json": "{" } }, "manifest.json is not proper JSON"],
    [
      { files: { "manifest.json": '{"a":{"b":1,"c":[{"b":2}],"b":3}}' } },
      "Duplicate key in manifest.json: b",
    ],
  ])("looks no further without a manifest that can be read: %j", (change, problem) => {
    expect(problemsOf(change)).toEqual([problem]);
  });

  it("warns of a secret that is not kept as one", () => {
    const parameters = [
      { name: "api_token", type: "text" },
      { name: "password", type: "text", secure: true },
    ];
    const files = new Map(sound).set(
      "manifest.json",
      Buffer.from(JSON.stringify({ ...manifest, parameters })),
    );
    expect(validatePackage({ files, symlinks: [] }).warnings).toEqual([
      "Make sure to set secure to true for the parameter api_token",
      "Make sure to set scopes of the secure parameter password",
    ]);
  });

  it("takes an upload that breaks a rule, and makes no app of it", async () => {
    const sandbox = openZendeskSandbox();
    const api = async (path: string, body?: FormData | string) => {
      const headers = {
        authorization: `Bearer ${sandbox.integrationToken}`,
        ...(typeof body === "string" ? { "content-type": "application/json" } : {}),
      };
      const method = body === undefined ? "GET" : "POST";
      const request = new Request(`http://127.0.0.1${path}`, { method, headers, body: body ?? null });
      return (await (await sandbox.fetch(request)).json()) as Record<string, string>;
    };
    const form = new FormData();
    form.append("uploaded_data", new Blob(["no archive"]), "app.zip");
    const { id } = await api("/api/v2/apps/uploads.json", form);
    const { job_id } = await api("/api/apps.json", JSON.stringify({ upload_id: id, name: "Signalbox" }));
    expect(await api(`/api/v2/apps/job_statuses/${job_id}`)).toEqual({
      status: "failed",
      message: "the file is no zip archive",
    });
    sandbox.close();
  });
});
