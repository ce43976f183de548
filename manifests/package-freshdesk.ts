import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { readEntries } from "../src/http/built-pages.ts";
import { validatePack } from "../src/sandbox/freshdesk/app/validate-pack.ts";
import { readServer } from "./package-options.ts";
import { root, stagePackage } from "./stage-package.ts";

const builtPages = join(root, "dist/ui");

/** Puts the pack's folder together, with the built sidebar in it. @returns its path */
export function stageFreshdesk(input: { server: string; to: string }): string {
  stagePackage({ from: join(root, "manifests/freshdesk"), ...input });
  addSidebar(join(input.to, "app"));
  return input.to;
}

/** The sidebar as Vite built it: its first script, what that needs, and all that comes later. */
function addSidebar(app: string): void {
  const manifest = JSON.parse(readFileSync(join(builtPages, "manifest.json"), "utf8"));
  const entry = readEntries(manifest).sidebar;
  if (!entry) throw new Error("the built pages have no sidebar; run npm run build:ui");
  mkdirSync(join(app, "scripts"), { recursive: true });
  for (const file of filesOf(manifest, "sidebar/main.tsx")) {
    cpSync(join(builtPages, file), join(app, "scripts", basename(file)));
  }
  const page = join(app, "index.html");
  const styles = entry.styles.map((name) => `    <link rel="stylesheet" href="scripts/${name}">\n`).join("");
  const text = readFileSync(page, "utf8").replace("scripts/sidebar.js", `scripts/${entry.script}`);
  writeFileSync(page, text.replace("  </head>", `${styles}  </head>`));
}

type Chunks = Record<string, { file: string; css?: string[]; imports?: string[]; dynamicImports?: string[] }>;

function filesOf(manifest: Chunks, key: string, seen = new Set<string>()): string[] {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return [];
  seen.add(key);
  const next = [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])];
  return [chunk.file, ...(chunk.css ?? []), ...next.flatMap((other) => filesOf(manifest, other, seen))];
}

/** All files of a folder by their path inside it. */
export function readFolder(folder: string): Map<string, Buffer> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path)] as const),
  );
}

if (import.meta.main) {
  try {
    const server = readServer(process.argv.slice(2), process.env);
    const folder = stageFreshdesk({ server, to: join(root, "dist/freshdesk") });
    const problems = validatePack(readFolder(folder));
    if (problems.length > 0) throw new Error(`The pack breaks the platform's rules:\n${problems.join("\n")}`);
    process.stdout.write(
      `${relative(process.cwd(), folder)} is for ${server}; pack it there with: fdk pack\n`,
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
