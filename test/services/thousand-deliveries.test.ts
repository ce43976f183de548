import { describe, expect, it } from "vitest";
import { demoTicket } from "../../src/sandbox/demo/demo-tickets.ts";
import { listRegister } from "../../src/services/tickets/explain-ticket.ts";
import { engines } from "../support/engines.ts";
import type { TestServer } from "../support/test-server.ts";
import { useTestServer } from "../support/use-test-server.ts";
import { waitFor } from "../support/wait-for.ts";

/** Each created ticket is one delivery; a third of all deliveries comes twice. */
const ticketCount = 1_000;
const duplicateRate = 0.3;
const patienceMs = 240_000;

const start = useTestServer();

describe.each(engines)(
  "1,000 deliveries on %s, 30 % of them doubled, in any order, with humans at work",
  (engine) => {
    it(
      "lose no ticket, write none twice, and overwrite no human",
      async () => {
        const server = await start(engine, {
          sandbox: {
            seed: 11,
            maxOpenTicketsPerAgent: 1_000,
            faults: { duplicateRate, reorderRate: 0.5, reorderWindowMs: 400, humanEditRate: 0.05 },
          },
        });
        const { sandbox, installationId } = server;
        const { context } = server.server;
        const ours = new Map<number, number>();
        const human = new Map<number, { group: unknown; assignee: unknown }>();
        sandbox.subscribe((event) => {
          if (event.kind !== "ticket-updated" || !event.changes.assignee_id) return;
          const isOurs = event.actorId === sandbox.integrationUserId;
          if (isOurs) ours.set(event.ticketId, (ours.get(event.ticketId) ?? 0) + 1);
          else human.set(event.ticketId, hands(sandbox, event.ticketId));
        });

        for (let index = 0; index < ticketCount; index++) {
          sandbox.createTicket(demoTicket(11, index));
          if (index % 25 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
        }
        const register = await waitFor(
          "all tickets to be routed",
          async () => {
            const entries = await listRegister(context, { installationId, limit: 2_000 });
            const isDone =
              entries.length >= ticketCount && entries.every((entry) => entry.cycle.state !== "pending");
            return isDone ? entries : undefined;
          },
          patienceMs,
        );

        expect(new Set(register.map((entry) => entry.cycle.ticketId)).size).toBe(ticketCount);
        const byState = Map.groupBy(register, (entry) => entry.cycle.state);
        expect([...byState.keys()].sort()).toEqual(["assigned", "left alone"]);
        expect(human.size).toBeGreaterThan(10);
        for (const [ticketId, set] of human) expect(hands(sandbox, ticketId)).toEqual(set);
        for (const { cycle } of byState.get("assigned") ?? []) {
          expect({ ticket: cycle.ticketId, writes: ours.get(Number(cycle.ticketId)) }).toEqual({
            ticket: cycle.ticketId,
            writes: 1,
          });
        }
        const doubled = sandbox.deliveries().filter((delivery) => delivery.duplicate).length;
        expect(doubled).toBeGreaterThan(ticketCount * 0.2);
      },
      patienceMs + 60_000,
    );
  },
);

function hands(sandbox: TestServer["sandbox"], ticketId: number) {
  const ticket = sandbox.findTicket(ticketId);
  return { group: ticket?.group_id, assignee: ticket?.assignee_id };
}
