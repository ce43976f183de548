import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setLead } from "../../src/services/sessions/set-lead.ts";
import { type FreshdeskShop, openConnectedShop } from "../support/freshdesk-shop.ts";

const quarterHourMs = 15 * 60_000;

let shop: FreshdeskShop;
let skewMs = 0;
beforeAll(async () => {
  shop = await openConnectedShop("pglite", { now: () => Date.now() + skewMs });
});
afterAll(() => shop.stop());
beforeEach(() => {
  // Keys may be tried ten times a minute.
  skewMs += 60_000;
  shop.setVariants({});
});

const idOf = (name: string) => shop.sandbox.agents().find((agent) => agent.name === name)?.id ?? 0;
const someAgent = () =>
  shop.sandbox
    .agents()
    .find((agent) => !agent.isAdmin && !agent.deactivated && agent.type === "support_agent")?.id ?? 0;
const signInAs = (agentId: number) => shop.signIn({ apiKey: shop.sandbox.createApiKey(agentId) });
async function roleOf(cookie: string): Promise<string | number> {
  const answer = await fetch(`${shop.url}/api/session`, { headers: { cookie } });
  return answer.ok ? ((await answer.json()) as { role: string }).role : answer.status;
}

describe("signing in by a key of one's own", () => {
  it.each(["english", "translated"] as const)(
    "gives the role that the help desk tells (its roles named in %s)",
    async (roleNames) => {
      shop.setVariants({ roleNames });
      expect((await signInAs(shop.sandbox.integrationUserId)).role).toBe("admin");
      const agentId = someAgent();
      expect((await signInAs(agentId)).role).toBe("agent");
      const lead = {
        installationId: shop.installationId,
        userId: String(agentId),
        actor: "operator",
      } as const;
      await setLead(shop.server.context, { ...lead, role: "lead" });
      expect((await signInAs(agentId)).role).toBe("lead");
      await setLead(shop.server.context, { ...lead, role: "agent" });
    },
  );

  it("refuses people who may not see tickets, and whose access has ended", async () => {
    expect((await signInAs(idOf("Light Agent"))).status).toBe(401);
    expect((await signInAs(idOf("Suspended Agent"))).status).toBe(401);
  });

  it("tells nobody who is connected: a wrong key and an unknown help desk are refused in the same words", async () => {
    const read = async (subdomain: string) => {
      const body = new URLSearchParams({ subdomain, apiKey: "a-key-that-nobody-has" });
      const answer = await fetch(`${shop.url}/sign-in/freshdesk`, { method: "POST", body });
      return { status: answer.status, page: (await answer.text()).replaceAll(subdomain, "…") };
    };
    const [known, unknown] = [await read("larkfield"), await read("elsewhere")];
    expect(known.status).toBe(401);
    expect(unknown).toEqual(known);
  });

  it("keeps the key nowhere", async () => {
    const apiKey = shop.sandbox.createApiKey(someAgent());
    await shop.signIn({ apiKey });
    const { db } = shop.server.context;
    const rows = [await db.query.sessions.findMany(), await db.query.auditLog.findMany(), shop.logs];
    expect(JSON.stringify(rows)).not.toContain(apiKey);
  });
});

describe("a person's cookie", () => {
  it("asks the help desk every quarter of an hour what the person may do", async () => {
    const agentId = someAgent();
    const { cookie, role } = await signInAs(agentId);
    expect(role).toBe("agent");
    shop.sandbox.setPerson(agentId, { isAdmin: true });
    expect(await roleOf(cookie)).toBe("agent");
    skewMs += quarterHourMs;
    expect(await roleOf(cookie)).toBe("admin");
    shop.sandbox.setPerson(agentId, { isAdmin: false, deactivated: true });
    skewMs += quarterHourMs;
    expect(await roleOf(cookie)).toBe(401);
    shop.sandbox.setPerson(agentId, { deactivated: false });
    expect(await roleOf(cookie)).toBe(401);
  });

  it("ends with the working day", async () => {
    const { cookie } = await signInAs(someAgent());
    for (let hour = 0; hour < 11; hour++) {
      skewMs += 60 * 60_000;
      expect(await roleOf(cookie)).toBe("agent");
    }
    skewMs += 60 * 60_000;
    expect(await roleOf(cookie)).toBe(401);
  });

  it("does not come back to life as a cookie where it was a page's token", async () => {
    // The admin's own cookie has ended by now.
    await shop.install();
    await shop.installApp();
    const { id } = shop.sandbox.createTicket({
      subject: "Wrong size",
      description: "Can I exchange the boots?",
      requester: { name: "Customer 1", email: "customer1@mail.example" },
    });
    let token = "";
    for (let tries = 0; tries < 200 && token === ""; tries++) {
      const { json } = await shop.hook("ticket-session", shop.sidebarToken, { ticketId: String(id) });
      token = String(json.token ?? "");
      if (token === "") await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const cookie = `signalbox-session=${token}`;
    expect(await roleOf(cookie)).not.toBe(401);
    skewMs += quarterHourMs;
    expect(await roleOf(cookie)).toBe(401);
  });
});
