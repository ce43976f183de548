import { sql } from "drizzle-orm";
import { saveInstallation } from "../../../src/db/queries/installations.ts";
import type { StoredPolicy } from "../../../src/db/queries/policies.ts";
import { replaceRoster } from "../../../src/db/queries/roster.ts";
import { readRows } from "../../../src/db/read-rows.ts";
import { hashOf } from "../../../src/routing/canonical-json.ts";
import type { Policy } from "../../../src/routing/policy.ts";
import type { ServiceContext } from "../../../src/services/context.ts";
import { createGroupCommit } from "../../../src/services/group-commit.ts";
import type { TakenPlace } from "../../../src/services/tickets/decide-in-turn.ts";
import {
  type DecisionRequest,
  decideTicket,
  largestGroup,
} from "../../../src/services/tickets/decide-ticket.ts";
import { takePlaces } from "../../../src/services/tickets/take-places.ts";
import { policyOf, queueOf, ticketOf } from "../../routing/build.ts";

const installationId = "ins_bench";
const claimedUntil = "2100-01-01T00:00:00Z";

/**
 * The product's own code. Without receipts it is the critical section, which is what the others do: somebody is chosen
 * and their room is taken. With receipts everything is stored that routing stores before it writes to the help desk.
 */
export function signalboxStrategy(context: ServiceContext, { withReceipts }: { withReceipts: boolean }) {
  const document: Policy = policyOf({ queues: [queueOf("team")], fallback: "team" });
  const policy: StoredPolicy = {
    installationId,
    version: 1,
    document,
    hash: hashOf(document),
    savedBy: "system",
    note: null,
    restoredFrom: null,
    createdAt: new Date().toISOString(),
  };
  const places = createGroupCommit<DecisionRequest, TakenPlace | null>({
    platform: context.platform,
    largestGroup,
    lanes: 1,
    commit: async (requests) => {
      const taken = await takePlaces(context, { installationId, policy, requests });
      // Room that is taken reaches the disk with what is stored next, the receipts; here that is nothing but a mark.
      await context.db.execute(sql`select pg_logical_emit_message(true, 'bench', 'taken')`);
      return taken;
    },
  });
  return {
    async reset(agentCount: number, capacity: number, ticketCount: number): Promise<void> {
      const { db } = context;
      await saveInstallation(db, {
        id: installationId,
        helpdesk: "bench",
        subdomain: "bench",
        endpoint: "bench",
        status: "active",
        integrationUserId: "1",
        sealedCredentials: "",
      });
      // As where people are assigned all day, the database knows how full its tables are.
      await db.execute(sql`analyze reservations`);
      await db.execute(sql`truncate reservations, decisions, routing_cycles`);
      await replaceRoster(db, installationId, { groups: [{ groupId: "g", name: "team" }], agents: [] });
      await db.execute(sql`
        insert into agents (installation_id, agent_id, name, group_ids, active, available, capacity)
        select ${installationId}, 'a' || n, 'Test Agent ' || n, '["g"]', true, true, ${capacity}::float8
        from generate_series(1, ${agentCount}::int) n`);
      // Each ticket is in a worker's hands, as routing has it before it decides.
      await db.execute(sql`
        insert into routing_cycles (installation_id, ticket_id, cycle, state, source, due_at, opened_at, claimed_until)
        select ${installationId}, 't' || n, 1, 'pending', 'webhook', now(), now(), ${claimedUntil}::timestamptz
        from generate_series(0, ${ticketCount}::int) n`);
      await db.execute(sql`analyze agents, routing_cycles`);
    },
    async assign(ticketId: string): Promise<boolean> {
      const request = {
        key: { installationId, ticketId, cycle: 1, claimedUntil },
        ticket: ticketOf({ id: ticketId }),
        signals: {},
        policy,
        heldSince: null,
        helpdeskPicks: false,
      };
      const decided = withReceipts ? await decideTicket(context, request) : await places.add(request);
      return decided?.decision.outcome === "assign";
    },
    async readLoads(): Promise<number[]> {
      const rows = await readRows<{ load: number }>(
        context.db,
        sql`select count(reservations.ticket_id)::int as load
          from agents left join reservations using (installation_id, agent_id) group by agents.agent_id`,
      );
      return rows.map(({ load }) => load);
    },
  };
}
