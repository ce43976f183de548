import { saveInstallation } from "../../src/db/queries/installations.ts";
import { insertPolicy } from "../../src/db/queries/policies.ts";
import { replaceRoster, saveAgentSettings } from "../../src/db/queries/roster.ts";
import { createZendesk } from "../../src/helpdesks/zendesk/index.ts";
import { subscriptionSets } from "../../src/helpdesks/zendesk/subscription-sets.ts";
import type { Keyring } from "../../src/ports/keyring.ts";
import { hashOf } from "../../src/routing/canonical-json.ts";
import type { CompiledPolicy } from "../../src/routing/compile.ts";
import { createNodeHmac } from "../../src/runtime/node-hmac.ts";
import { createRandom } from "../../src/sandbox/random.ts";
import type { OutgoingRequest } from "../../src/sandbox/webhooks/create-sender.ts";
import {
  type OpenZendeskSandbox,
  openZendeskSandbox,
} from "../../src/sandbox/zendesk/open-zendesk-sandbox.ts";
import type { ServiceContext } from "../../src/services/context.ts";
import { createEndpointFinder, type EndpointFinder } from "../../src/services/deliveries/find-endpoint.ts";
import { type History, recordHistory } from "./history.ts";
import { createMemoryQueue, type MemoryQueue } from "./memory-queue.ts";
import type { ModelDatabase } from "./model-database.ts";
import type { Mutant } from "./mutants.ts";
import { policyOf } from "./policy-of.ts";
import type { Scenario } from "./scenario.ts";
import { createScheduler, type Scheduler } from "./scheduler.ts";
import { skillsOf } from "./skills-of.ts";
import { createVendorFetch } from "./vendor.ts";

export const installationId = "ins_model";
const startMs = Date.parse("2026-11-23T09:00:00Z");
const secret = "test-secret";
const noLimits = {
  accountPerMinute: 1_000_000,
  ticketUpdatesPerMinute: 1_000_000,
  perTicketUpdatesPer10Minutes: 1_000_000,
};

/** A worker process: what it has in its own memory is gone when it dies. */
export interface Process {
  name: string;
  context: ServiceContext;
  runPrepared: ReturnType<ModelDatabase["open"]>["runPrepared"];
  lanes: number;
  endpoints: EndpointFinder;
  /** Jobs and deliveries in its hands. */
  busy: number;
}

/** A webhook on its way; the help desk sends it again until it is answered. */
export interface Delivery {
  request: OutgoingRequest;
  /** The process that has it and has not answered yet. */
  inHandOf: string | null;
}

export interface World {
  scenario: Scenario;
  sandbox: OpenZendeskSandbox;
  history: History;
  scheduler: Scheduler;
  queue: MemoryQueue;
  database: ModelDatabase;
  deliveries: Delivery[];
  processes: Process[];
  agentIds: number[];
  /** Since when which capacity may have been in force for an agent. */
  capacities: { agentId: number; value: number; fromMs: number; untilMs: number }[];
  /** What no run may show: failed jobs, logged errors. */
  problems: string[];
  /** From 0 to 1, by the schedule's seed. */
  draw(): number;
  now(): number;
  pass(ms: number): void;
  /** Nothing goes wrong from here on. */
  calm(): void;
  isCalm(): boolean;
  addProcess(): Process;
}

/** Seals nothing, but binds to the row, and takes no time of other threads. */
const keyring: Keyring = {
  seal: async (plain, context) => `${context}:${plain}`,
  open: async (sealed, context) => {
    if (!sealed.startsWith(`${context}:`)) throw new Error(`sealed for another row than ${context}`);
    return sealed.slice(context.length + 1);
  },
  isCurrent: () => true,
};

const compiledPolicies = new Map<string, CompiledPolicy>();

export async function createWorld(
  scenario: Scenario,
  database: ModelDatabase,
  mutant: Mutant | undefined,
): Promise<World> {
  let nowMs = startMs;
  let ids = 0;
  let isCalm = false;
  const now = () => nowMs;
  const draw = createRandom(scenario.schedule).stream("schedule");
  const scheduler = createScheduler(database.isBlocked);
  const queue = createMemoryQueue(now);
  const deliveries: Delivery[] = [];
  const sandbox = openZendeskSandbox(
    {
      now,
      limits: noLimits,
      maxOpenTicketsPerAgent: scenario.capacity,
      webhooks: { maxInFlight: 1_000 },
      team: {
        groups: [
          { name: "Returns", agents: scenario.agents },
          { name: "Orders", agents: 1 },
        ],
        overlapping: scenario.isShared,
      },
    },
    {
      async send(request) {
        deliveries.push({ request, inHandOf: null });
        return {
          outcome: { kind: "response", statusCode: 200, retryAfter: undefined },
          headers: [],
          payload: "",
        };
      },
      close() {},
    },
  );
  const history = recordHistory(sandbox, now);
  const problems: string[] = [];
  const processes: Process[] = [];
  const world: World = {
    scenario,
    sandbox,
    history,
    scheduler,
    queue,
    database,
    deliveries,
    processes,
    agentIds: sandbox
      .agents()
      .filter(({ status }) => status === "online")
      .map(({ id }) => id),
    capacities: [],
    problems,
    draw,
    now,
    pass(ms) {
      nowMs += ms;
    },
    calm() {
      isCalm = true;
    },
    isCalm: () => isCalm,
    addProcess() {
      const name = `process ${ids++}`;
      const { db, runPrepared, lanes } = database.open({
        process: name,
        scheduler,
        rewrite(text, parameters) {
          const changed = mutant?.rewrite?.(text, parameters) ?? { text, parameters };
          if (!changed.text.includes("now()")) return changed;
          // The engine's clock is the scenario's, too.
          return {
            text: changed.text.replaceAll("now()", `$${changed.parameters.length + 1}::timestamptz`),
            parameters: [...changed.parameters, new Date(nowMs).toISOString()],
          };
        },
      });
      const fail = (message: string, fields?: Readonly<Record<string, unknown>>) => {
        if (!scheduler.isDead(name)) problems.push(`${message}: ${String(fields?.error ?? "")}`);
      };
      const context: ServiceContext = {
        db,
        queue,
        keyring,
        helpdesks: { zendesk: createZendesk({ hmacSha256: createNodeHmac() }) },
        platform: {
          now,
          newId: () => `dec_${String(ids++).padStart(8, "0")}`,
          nextTurn: () => scheduler.gate(name, "next turn"),
          fetch: createVendorFetch({
            process: name,
            scheduler,
            sandbox,
            history,
            now,
            draw,
            faultPercent: () => (isCalm ? 0 : scenario.faultPercent),
            hasTimedOut: (sinceMs) => nowMs - sinceMs > 10_000,
            rewriteBody: mutant?.rewriteBody ?? ((body) => body),
            rewriteReply: mutant?.rewriteReply ?? ((json) => json),
          }),
          log: { info() {}, warn() {}, error: fail },
        },
        compiledPolicies,
        decisionGroups: new Map(),
        predictors: new Map(),
        rosters: new Map(),
        starterIntents: undefined,
        settings: {
          publicUrl: "https://signalbox.example",
          leaseSeconds: 60,
          strandedAfterSeconds: 10,
          sweepIntervalSeconds: 60,
          sweepMinAgeSeconds: 30,
          uninstallGraceDays: 30,
          registerDays: 90,
        },
      };
      const process: Process = {
        name,
        context,
        runPrepared,
        lanes,
        endpoints: createEndpointFinder(context),
        busy: 0,
      };
      processes.push(process);
      return process;
    },
  };
  for (let count = 0; count < scenario.processes; count++) world.addProcess();
  await connect(world);
  return world;
}

/** The rows that connecting leaves, without the time that it takes. */
async function connect({ sandbox, database, scenario, now, agentIds }: World): Promise<void> {
  const { db } = database;
  await database.empty();
  const authorization = `Bearer ${sandbox.integrationToken}`;
  const webhook = {
    name: "Signalbox",
    endpoint: "https://signalbox.example/webhooks/zendesk/model",
    http_method: "POST",
    request_format: "json",
    status: "active",
    // People are read by command here, not when an event says so.
    subscriptions: subscriptionSets.at(-1),
  };
  const created = await sandbox.fetch(
    new Request("https://larkfield.zendesk.com/api/v2/webhooks", {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify({ webhook }),
    }),
  );
  if (created.status !== 201) throw new Error(`the webhook was not created: ${await created.text()}`);
  const { webhook: made } = (await created.json()) as { webhook: { id: string } };
  const at = new Date(now()).toISOString();
  await saveInstallation(db, {
    id: installationId,
    helpdesk: "zendesk",
    subdomain: sandbox.subdomain,
    endpoint: "model",
    status: "active",
    integrationUserId: String(sandbox.integrationUserId),
    subscriptionId: made.id,
    sealedSecret: `${installationId}/webhook secret:${secret}`,
    sealedCredentials: `${installationId}/credentials:${sandbox.integrationToken}`,
    sweepStartedAt: at,
    createdAt: at,
  });
  await replaceRoster(db, installationId, {
    groups: sandbox.groups().map(({ id, name }) => ({ groupId: String(id), name })),
    agents: sandbox
      .agents()
      .filter(({ id }) => agentIds.includes(id))
      .map(({ id, name, groupIds, email }) => ({
        agentId: String(id),
        name,
        groupIds: groupIds.map(String),
        active: true,
        available: true,
        capacity: scenario.capacity,
        email,
        skills: null,
      })),
  });
  for (const agentId of agentIds) {
    const skills = skillsOf(agentIds, agentId);
    if (!scenario.terms.skill || !skills) continue;
    await saveAgentSettings(db, {
      installationId,
      agentId: String(agentId),
      settings: { skills },
      updatedAt: at,
    });
  }
  const document = policyOf(scenario);
  await insertPolicy(db, { installationId, version: 1, document, hash: hashOf(document) });
}

export { secret as webhookSecret };
