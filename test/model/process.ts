import type { Keyring } from "../../src/ports/keyring.ts";
import type { CompiledPolicy } from "../../src/routing/compile.ts";
import type { ServiceContext } from "../../src/services/context.ts";
import { createEndpointFinder, type EndpointFinder } from "../../src/services/deliveries/find-endpoint.ts";
import type { Message } from "./memory-queue.ts";
import type { ModelDatabase } from "./model-database.ts";
import { createVendorFetch } from "./vendor.ts";
import { watchCalls } from "./watch-calls.ts";
import type { World } from "./world.ts";

/** A worker process: what it has in its own memory is gone when it dies. */
export interface Process {
  name: string;
  context: ServiceContext;
  runPrepared: ReturnType<ModelDatabase["open"]>["runPrepared"];
  lanes: number;
  endpoints: EndpointFinder;
  /** Jobs and deliveries in its hands. */
  busy: number;
  inHand: Set<Message>;
}

/** Seals nothing, but binds to the row, and takes no time of other threads. */
export const keyring: Keyring = {
  seal: async (plain, context) => `${context}:${plain}`,
  open: async (sealed, context) => {
    if (!sealed.startsWith(`${context}:`)) throw new Error(`sealed for another row than ${context}`);
    return sealed.slice(context.length + 1);
  },
  isCurrent: () => true,
};

const mirroring = /^\s*(?:insert into|update|delete from) "tickets"/;
const compiledPolicies = new Map<string, CompiledPolicy>();

export function openProcess(world: World): Process {
  const { scenario, scheduler, database, desk, mutant, now } = world;
  const name = `process ${world.nextNumber()}`;
  const { db, runPrepared, lanes } = database.open({
    process: name,
    scheduler,
    rewrite(text, parameters) {
      if (mirroring.test(text)) world.history.noteMirrored(parameters);
      const changed = mutant?.rewrite?.(text, parameters) ?? { text, parameters };
      if (!changed.text.includes("now()")) return changed;
      // The engine's clock is the scenario's, too.
      return {
        text: changed.text.replaceAll("now()", `$${changed.parameters.length + 1}::timestamptz`),
        parameters: [...changed.parameters, new Date(now()).toISOString()],
      };
    },
  });
  const fail = (message: string, fields?: Readonly<Record<string, unknown>>) => {
    if (!scheduler.isDead(name)) world.problems.push(`${message}: ${String(fields?.error ?? "")}`);
  };
  const context: ServiceContext = {
    db,
    queue: world.queue,
    keyring,
    helpdesks: { [desk.name]: watchCalls(desk.createAdapter()) },
    platform: {
      now,
      newId: () => `dec_${String(world.nextNumber()).padStart(8, "0")}`,
      nextTurn: () => scheduler.gate(name, "next turn"),
      fetch: createVendorFetch({
        process: name,
        scheduler,
        desk,
        history: world.history,
        now,
        draw: world.draw,
        faultPercent: () => (world.isCalm() ? 0 : scenario.faultPercent),
        hasTimedOut: (sinceMs) => now() - sinceMs > 10_000,
        mutant,
      }),
      log: { info() {}, warn() {}, error: fail },
    },
    compiledPolicies,
    decisionGroups: new Map(),
    predictors: new Map(),
    policiesInForce: new Map(),
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
  const endpoints = createEndpointFinder(context);
  return { name, context, runPrepared, lanes, endpoints, busy: 0, inHand: new Set() };
}
