import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
];
const scripts = Object.keys(
  (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> })
    .scripts,
);

describe.each(documents)("%s", (name) => {
  const text = readFileSync(join(root, name), "utf8");

  it("names no file that is not there", () => {
    const named = [
      ...text.matchAll(/(?<![\w/.{])((?:src|test|docs|migrations|manifests)\/[\w./-]+\.\w+)/g),
    ].map((match) => match[1] ?? "");
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it("names no test or source file that exists nowhere", () => {
    const all = new Set(
      ["src", "test"].flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) =>
          path.split("/").at(-1),
        ),
      ),
    );
    const named = [...text.matchAll(/`([a-z0-9-]+(?:\.test)?\.ts)`/g)].map((match) => match[1] ?? "");
    expect(named.filter((file) => !all.has(file))).toEqual([]);
  });

  it("names no test that is not in its file", () => {
    const tests = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" });
    const named = [...text.matchAll(/`([a-z0-9-]+\.test\.ts)`: “([^”]+)”/g)];
    const missing = named.filter(([, file = "", title = ""]) => {
      const path = tests.find((one) => one.split("/").at(-1) === file);
      return !path || !readFileSync(join(root, "test", path), "utf8").includes(`"${title}"`);
    });
    expect(missing.map(([whole]) => whole)).toEqual([]);
  });

  it("names no command that is not there", () => {
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? "");
    expect(named.filter((script) => script !== "bench:" && !scripts.includes(script))).toEqual([]);
  });
});
