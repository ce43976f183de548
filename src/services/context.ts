import type { Predictor } from "../classifier/create-predictor.ts";
import type { Db } from "../db/database.ts";
import type { StoredPolicy } from "../db/queries/policies.ts";
import type { Helpdesk } from "../ports/helpdesk.ts";
import type { Keyring } from "../ports/keyring.ts";
import type { OutsideModel } from "../ports/outside-model.ts";
import type { Platform } from "../ports/platform.ts";
import type { Queue } from "../ports/queue.ts";
import type { CompiledPolicy } from "../routing/compile.ts";
import type { GroupCommit } from "./group-commit.ts";
import type { KnownRoster } from "./roster/fill-roster.ts";
import type { DecisionRequest, MadeDecision } from "./tickets/decide-ticket.ts";

/** What every service verb is given: the dependencies first, its own input second. */
export interface ServiceContext {
  db: Db;
  queue: Queue<Db>;
  keyring: Keyring;
  helpdesks: Readonly<Record<string, Helpdesk>>;
  platform: Platform;
  settings: ServiceSettings;
  /** By hash; `compilePolicy` fills it. */
  compiledPolicies: Map<string, CompiledPolicy>;
  /** By installation; `findPolicyInForce` fills it. */
  policiesInForce: Map<string, StoredPolicy>;
  /** By installation; `readAssignableRoster` fills it. */
  rosters: Map<string, KnownRoster>;
  /** By installation; `decideTicket` fills it. */
  decisionGroups: Map<string, GroupCommit<DecisionRequest, MadeDecision | null>>;
  /** What shoppers want, as far as it can be told before a shop has taught anything. */
  starterIntents: Predictor | undefined;
  /** Why this runtime cannot train, where it cannot; models that another process trained are used all the same. */
  cannotTrain?: string;
  /** Somebody else's model that tenants may switch on; absent unless the operator has set one up. */
  outsideModel?: OutsideModel | undefined;
  /** What tenants' own tickets taught, by installation, target, version and threshold; `findPredictors` fills it. */
  predictors: Map<string, Predictor | undefined>;
}

export interface ServiceSettings {
  /** Where help desks reach us; no slash at the end. */
  publicUrl: string;
  /** How long a worker may keep a ticket before another may take it over. */
  leaseSeconds: number;
  /** A pending ticket in nobody's hands for longer than this has lost its message. */
  strandedAfterSeconds: number;
  /** How often each help desk is asked what changed, and who is there. */
  sweepIntervalSeconds: number;
  /** A younger ticket's webhook may still be on its way, so the sweep leaves it alone. */
  sweepMinAgeSeconds: number;
  /** How long the data of an uninstalled help desk is kept, in case it comes back. */
  uninstallGraceDays: number;
  /** How long decisions and their receipts are kept. */
  registerDays: number;
}

export function isoNow(platform: Platform): string {
  return new Date(platform.now()).toISOString();
}
