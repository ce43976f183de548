import { describe, expect, it } from "vitest";
import { demoTicket } from "../../src/sandbox/demo/demo-tickets.ts";
import { allRouted } from "../support/all-routed.ts";
import { setups } from "../support/engines.ts";
import type { DeskServer } from "../support/test-server.ts";
import { useDeskServer } from "../support/use-test-server.ts";

/** With those that come twice, the help desk makes a thousand deliveries of these and more. */
const ticketCount = 780;
const duplicateRate = 0.3;
const patienceMs = 240_000;

const start = useDeskServer();

describe.each(setups)(
  "1,000 deliveries from $helpdesk on $engine, 30 % of them doubled, in any order, with humans at work",
  ({ helpdesk, engine }) => {
    it(
      "lose no ticket, write none twice, and overwrite no human",
      async () => {
        const server = await start(helpdesk, engine, {
          emulation: {
            seed: 11,
            maxOpenTicketsPerAgent: 1_000,
            faults: { duplicateRate, reorderRate: 0.5, reorderWindowMs: 400, humanEditRate: 0.05 },
          },
        });
        const { desk, installationId } = server;
        const { context } = server.server;
        const ours = new Map<string, number>();
        const human = new Map<string, ReturnType<typeof hands>>();
        desk.subscribe((event) => {
          if (event.kind !== "ticket-updated" || event.assignee === undefined) return;
          const isOurs = event.actorId === desk.integrationUserId;
          if (isOurs) ours.set(event.ticketId, (ours.get(event.ticketId) ?? 0) + 1);
          else human.set(event.ticketId, hands(desk, event.ticketId));
        });

        for (let index = 0; index < ticketCount; index++) {
          desk.createTicket(demoTicket(11, index));
          if (index % 25 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
        }
        const register = await allRouted(context, { installationId, ticketCount }, patienceMs);

        expect(new Set(register.map((entry) => entry.cycle.ticketId)).size).toBe(ticketCount);
        const byState = Map.groupBy(register, (entry) => entry.cycle.state);
        expect([...byState.keys()].sort()).toEqual(["assigned", "left alone"]);
        expect(human.size).toBeGreaterThan(ticketCount * 0.02);
        for (const [ticketId, set] of human) expect(hands(desk, ticketId)).toEqual(set);
        for (const { cycle } of byState.get("assigned") ?? []) {
          expect({ ticket: cycle.ticketId, writes: ours.get(cycle.ticketId) }).toEqual({
            ticket: cycle.ticketId,
            writes: 1,
          });
        }
        const deliveries = desk.deliveries();
        expect(deliveries.length).toBeGreaterThanOrEqual(1_000);
        const doubled = deliveries.filter((delivery) => delivery.duplicate).length;
        expect(doubled).toBeGreaterThan(ticketCount * 0.2);
      },
      patienceMs + 60_000,
    );
  },
);

function hands(desk: DeskServer["desk"], ticketId: string) {
  const { groupId, assigneeId } = desk.findTicket(ticketId) ?? {};
  return { groupId, assigneeId };
}
