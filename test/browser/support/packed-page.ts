import type { BrowserContext, Page } from "playwright-core";
import { readBuiltPages } from "../../../src/runtime/read-built-pages.ts";

/** Where the platform serves what was packed into the app; another origin than the server's. */
const platform = "http://127.0.0.1:9";

/**
 * The sidebar as it is packed into an app of Freshworks, with the platform's kit reduced to the calls that it makes.
 *
 * @param input.openSession what the app's server side does when the page asks for a session
 */
export async function openPackedSidebar(
  window: BrowserContext,
  input: { ticketId: number; language?: string; openSession: (ticketId: string) => Promise<unknown> },
): Promise<Page> {
  const pages = readBuiltPages();
  const entry = pages.entries.sidebar;
  const page = await window.newPage();
  await page.exposeFunction("openSession", input.openSession);
  await page.route(`${platform}/**`, async (call) => {
    const name = new URL(call.request().url()).pathname.slice(1);
    if (name !== "index.html") {
      const file = await pages.findFile(name);
      return call.fulfill(file ? { contentType: file.type, body: Buffer.from(file.bytes) } : { status: 404 });
    }
    const user = input.language
      ? `({ loggedInUser: { contact: { language: "${input.language}" } } })`
      : "Promise.reject(new Error('not here'))";
    const kit = `window.desk = { ticketId: ${input.ticketId}, heights: [], notices: [], handlers: {} };
window.app = { initialized: async () => ({
  events: { on: (event, handler) => { desk.handlers[event] = handler; } },
  data: { get: async (name) => name === "ticket" ? { ticket: { id: desk.ticketId } } : ${user} },
  request: { invoke: async (name, { ticketId }) => {
    const { status, response } = await openSession(ticketId);
    if (name !== "openTicketSession" || status !== 201) throw { status, message: "refused" };
    return { response };
  } },
  interface: { trigger: async (action, notice) => { desk.notices.push(notice); } },
  instance: { resize: async ({ height }) => { desk.heights.push(parseInt(height, 10)); } },
}) };`;
    return call.fulfill({
      contentType: "text/html; charset=utf-8",
      body: `<!doctype html><html lang="en"><head><title>Signalbox</title><script>${kit}</script></head>
<body><div id="app"></div><script type="module" src="/${entry?.script}"></script></body></html>`,
    });
  });
  await page.goto(`${platform}/index.html`);
  return page;
}
