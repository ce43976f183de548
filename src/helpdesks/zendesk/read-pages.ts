import type { z } from "zod";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import { parseReply, type Request } from "../request.ts";

/** Enough for 100,000 agents; a help desk that pages on beyond is broken. */
const maxPages = 1000;

/** All pages of a list, by cursor. @throws HelpdeskError, with `never` for a list that the plan or the rights do not give */
export async function readPages<
  Page extends { meta?: { has_more: boolean; after_cursor: string | null } | null | undefined },
>(request: Request, path: string, schema: z.ZodType<Page>): Promise<Page[]> {
  const pages: Page[] = [];
  let after = "";
  while (pages.length < maxPages) {
    const reply = await request({ method: "GET", path: `${path}${after}` });
    if (reply.status !== 200) {
      throw new HelpdeskError(
        "unexpected",
        `Zendesk answered ${reply.status} to ${path.split("?")[0]}`,
        "never",
      );
    }
    const page = parseReply(schema, reply.json);
    pages.push(page);
    // The cursor is used, never the page's link: a link may name another host.
    if (!page.meta?.has_more || !page.meta.after_cursor) break;
    after = `&page[after]=${encodeURIComponent(page.meta.after_cursor)}`;
  }
  return pages;
}

/** Undefined for a list that the plan does not have or that we may not read: those are answered 404 or 403. */
export async function unlessAbsent<T>(read: Promise<T>): Promise<T | undefined> {
  return read.catch((error: unknown) => {
    if (error instanceof HelpdeskError && error.retry === "never") return undefined;
    throw error;
  });
}
