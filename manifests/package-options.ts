import { parseArgs } from "node:util";

/** The server that a package is for: `--server`, else where this server says that it is reached. */
export function readServer(args: string[], env: Record<string, string | undefined>): string {
  const { values } = parseArgs({ args, options: { server: { type: "string" } } });
  const server = values.server ?? env.SIGNALBOX_PUBLIC_URL;
  if (!server) {
    throw new Error("Say which server the package is for: -- --server https://signalbox.your-shop.example");
  }
  if (!URL.canParse(server)) throw new Error(`"${server}" is no address; give https://your-server`);
  const { protocol, origin, hostname, pathname } = new URL(server);
  if (protocol !== "https:" || pathname !== "/" || !hostname.includes(".") || /^[\d.]+$/.test(hostname)) {
    throw new Error(`"${server}" will not do: help desks take https, a name with a dot, and no path`);
  }
  return origin;
}
