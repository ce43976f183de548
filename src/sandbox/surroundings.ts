import type { Clock } from "./clock.ts";
import { type Faults, noFaults } from "./faults.ts";
import { createRandom, type Random } from "./random.ts";
import { defaultTeam, type TeamOptions } from "./team/team-options.ts";

/** What every emulated help desk can be told at its start. */
export type CommonOptions = {
  port?: number;
  host?: string;
  seed?: number;
  subdomain?: string;
  team?: TeamOptions;
  faults?: Partial<Faults>;
  maxOpenTicketsPerAgent?: number;
  /** Milliseconds since the epoch. */
  now?: Clock;
};

export type ResolvedCommonOptions = Required<Omit<CommonOptions, "faults">> & { faults: Faults };

export function resolveCommonOptions(options: CommonOptions): ResolvedCommonOptions {
  return {
    port: options.port ?? 0,
    host: options.host ?? "127.0.0.1",
    seed: options.seed ?? 1,
    subdomain: options.subdomain ?? "larkfield",
    team: options.team ?? defaultTeam,
    faults: { ...noFaults(), ...options.faults },
    maxOpenTicketsPerAgent: options.maxOpenTicketsPerAgent ?? 10,
    now: options.now ?? Date.now,
  };
}

/** What the parts that every emulated help desk has in common need of its world. */
export type Surroundings = {
  faults: Faults;
  random: Random;
  clock: Clock;
  stopping: AbortController;
  /** Times this key was counted before; makes draws repeatable per subject. */
  count(key: string): number;
};

/** What every emulated account has beside its tickets and people, whose shapes are each vendor's own. */
export type AccountWorld<Event> = Surroundings & {
  /** The first part of the account's address; an admin may change it. */
  subdomain: string;
  /** Everything secret that was ever handed out or taken in. */
  secrets: string[];
  listeners: Set<(event: Event) => void>;
  /** Who we are in the account. */
  integrationUserId: number;
  nextId(): number;
};

/** @param ids where the vendor's numbers begin, and how far they are apart */
export function createAccountWorld<F extends Faults, Event>(
  options: { seed: number; now: Clock; faults: F; subdomain: string },
  ids: { first: number; step: number },
): AccountWorld<Event> & { faults: F } {
  const surroundings = createSurroundings(options);
  let lastId = ids.first + Math.floor(surroundings.random.draw("first-id") * 1_000_000);
  return {
    ...surroundings,
    subdomain: options.subdomain,
    secrets: [],
    listeners: new Set(),
    integrationUserId: 0,
    nextId: () => {
      lastId += ids.step;
      return lastId;
    },
  };
}

export function notify<Event>(world: Pick<AccountWorld<Event>, "listeners">, event: Event): void {
  for (const listener of world.listeners) listener(event);
}

/** A test or a demo that wants to know what happens; @returns how to stop listening */
export function subscribeTo<Event>(
  world: Pick<AccountWorld<Event>, "listeners">,
  listener: (event: Event) => void,
): () => void {
  world.listeners.add(listener);
  return () => {
    world.listeners.delete(listener);
  };
}

function createSurroundings<F extends Faults>(options: {
  seed: number;
  now: Clock;
  faults: F;
}): Surroundings & { faults: F } {
  const counts = new Map<string, number>();
  return {
    faults: options.faults,
    random: createRandom(options.seed),
    clock: () => Math.floor(options.now()),
    stopping: new AbortController(),
    count: (key) => {
      const seen = counts.get(key) ?? 0;
      counts.set(key, seen + 1);
      return seen;
    },
  };
}
