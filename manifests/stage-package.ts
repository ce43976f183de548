import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Stands in the sources for the server that a package belongs to. */
const placeholder = "app.signalbox.example";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** The version that packages are built as. */
export function readVersion(): string {
  return (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version;
}

/**
 * Copies a marketplace's folder to where it is packed from, with the address of the server that it will talk to.
 *
 * @param input.server origin of a Signalbox server, as https://signalbox.your-shop.example
 */
export function stagePackage(input: { from: string; to: string; server: string }): void {
  const { host } = new URL(input.server);
  rmSync(input.to, { recursive: true, force: true });
  cpSync(input.from, input.to, { recursive: true });
  const texts = readdirSync(input.to, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.(json|js|html|css|md)$/.test(entry.name),
  );
  for (const entry of texts) {
    const path = join(entry.parentPath, entry.name);
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replaceAll(placeholder, host));
  }
}
