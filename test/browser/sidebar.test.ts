import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoTicket } from "../../src/sandbox/demo/demo-tickets.ts";
import { ended } from "../support/ended.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { openSidebar, signInByApp } from "./support/open-sidebar.ts";
import { useBrowser } from "./support/use-browser.ts";

const openWindow = useBrowser();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer("pglite");
  signInByApp(server);
}, 120_000);
afterAll(() => server.stop());

describe("the sidebar in the help desk", () => {
  it("tells the agent in one sentence why the ticket is where it is", async () => {
    const { id } = server.sandbox.createTicket(demoTicket(1, 1));
    const { cycle } = await ended(server, id);
    const window = await openWindow();
    const { sidebar } = await openSidebar(server, window, { ticketId: id });
    await sidebar.getByText(cycle.reason ?? "").waitFor();
    expect(await sidebar.getByRole("heading").first().textContent()).toMatch(/\w/);
  });
});
