import { connectFreshdesk } from "./freshdesk-host.ts";
import type { Host } from "./host.ts";
import { readPageData } from "./page-data.ts";
import { connectStandalone } from "./standalone-host.ts";
import { connectZendesk } from "./zendesk-host.ts";

/** Whoever shows this page, once it has answered. A page without the server's data is one that was packed. */
export function connectHost(): Promise<Host> {
  const data = readPageData();
  if (!data) return connectFreshdesk();
  return data.isFramed ? connectZendesk(data) : connectStandalone(data);
}
