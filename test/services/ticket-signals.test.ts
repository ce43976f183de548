import { describe, expect, it } from "vitest";
import { findInstallation } from "../../src/db/queries/installations.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { openClient } from "../../src/services/helpdesk/open-client.ts";
import { readTicketSignals } from "../../src/services/signals/read-ticket-signals.ts";
import { ended } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import { useTestServer } from "../support/use-test-server.ts";

const requester = { name: "Customer 1", email: "customer1@mail.example" };
const start = useTestServer();

describe.each(engines)("signals on %s", (engine) => {
  it("are read before a ticket is routed, and rules can rest on them", async () => {
    const policy = {
      ...demoPolicy,
      rules: [
        {
          id: "angry",
          name: "Angry about an order",
          when: {
            all: [
              { field: "intent" as const, operator: "is" as const, value: "order-status" },
              { field: "sentiment" as const, operator: "less than" as const, value: -0.3 },
            ],
          },
          then: [{ do: "set priority" as const, priority: "urgent" as const }],
        },
        ...demoPolicy.rules,
      ],
    };
    const it = await start(engine, { policy });
    const { id } = it.sandbox.createTicket({
      subject: "Bestellung 48213",
      body: "Wo ist meine Bestellung? Das ist eine Frechheit.\n\nAm 03.11.2025 um 10:12 schrieb Shop <help@shop.example>:\n> order 11111 wedding refund",
      requester,
    });
    const { decisions } = await ended(it, id);
    const receipt = decisions[0]?.receipt;
    expect(receipt?.signals).toMatchObject({
      language: { value: "de" },
      intent: { value: "order-status" },
      orderNumber: { value: "48213", words: ["48213"], places: [{ part: "subject", start: 11, end: 16 }] },
      sentiment: { words: ["Frechheit"] },
    });
    expect(receipt?.rules.map((rule) => rule.id)).toContain("angry");
    expect(it.sandbox.findTicket(id)).toMatchObject({ priority: "urgent" });
  });

  it("know how often the same person has written before, and of no other company's tickets", async () => {
    const it = await start(engine);
    const ask = async (email: string) => {
      const { id } = it.sandbox.createTicket({
        ...{ subject: "A question", body: "Can the lamp be dimmed?" },
        requester: { name: "Customer", email },
      });
      await ended(it, id);
      return String(id);
    };
    const asked: string[] = [];
    for (let time = 0; time < 4; time++) asked.push(await ask("customer7@mail.example"));
    const other = await ask("customer8@mail.example");
    const [last = ""] = asked.slice(-1);
    const signalsOf = async (ticketId: string, installationId = it.installationId) => {
      const { context } = it.server;
      const installation = await findInstallation(context.db, it.installationId);
      if (!installation) throw new Error("the installation is gone");
      const ticket = await (await openClient(context, installation)).findTicket(ticketId);
      if (!ticket) throw new Error("the ticket is gone");
      // As though it came now: the made-up help desk's clock has whole seconds.
      const createdAt = new Date(Date.now() + 1000).toISOString();
      return readTicketSignals(context, { installationId, ticket: { ...ticket, createdAt } });
    };
    expect((await signalsOf(last)).complexity?.value).toBe(2);
    expect((await signalsOf(other)).complexity?.value).toBe(1);
    expect((await signalsOf(last, "ins_other")).complexity?.value).toBe(1);
  });

  it("never stop a ticket: what cannot be read is told in the log, without its text", async () => {
    const it = await start(engine);
    const { context } = it.server;
    const ticket = {
      id: "77",
      subject: "secret words",
      get body(): string {
        throw new Error("unreadable");
      },
    };
    const input = { installationId: it.installationId, ticket: ticket as never };
    expect(await readTicketSignals(context, input)).toEqual({});
    expect(it.logs.at(-1)).toMatchObject({ level: "error", fields: { ticketId: "77" } });
    expect(JSON.stringify(it.logs)).not.toContain("secret words");
  });
});
