import type { CustomerMessage } from "../../customer-ticket.ts";
import type { EmulatedEvent } from "../../emulated-helpdesk.ts";
import { demoTicket } from "../demo-tickets.ts";
import type { InstallationView, SignalboxClient } from "../signalbox-client.ts";
import type { SignalboxProcess } from "../signalbox-process.ts";

/** Several processes of one server, and the help desk that a company installs it in. */
export interface InstallationWorld {
  client: SignalboxClient;
  signalboxUrl: string;
  processes: SignalboxProcess[];
  seed: number;
  desk: {
    createTicket(message: CustomerMessage): { id: string };
    findTicket(ticketId: string): { groupId: string | null } | undefined;
    subscribe(listener: (event: EmulatedEvent) => void): () => void;
  };
}

export interface InstallationStep {
  name: string;
  isGood: boolean;
  /** What was seen; with figures. */
  seen: string;
}

export type Play = () => Promise<Omit<InstallationStep, "name">>;

const patienceMs = 60_000;

export async function oneOf({ client }: InstallationWorld): Promise<InstallationView> {
  const [installation] = await client.listInstallations();
  if (!installation) throw new Error("nothing is installed");
  return installation;
}

export async function waitFor<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const deadlineMs = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadlineMs) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export function waitForStatus(world: InstallationWorld, status: string): Promise<InstallationView> {
  return waitFor(`the status ${status}`, async () => {
    const installation = await oneOf(world);
    return installation.status === status ? installation : undefined;
  });
}

/** Customers write; resolves once every ticket of theirs is assigned. @returns how many were assigned twice */
export async function burst(world: InstallationWorld, count: number, pauseMs = 0): Promise<number> {
  const { desk, client } = world;
  const assignments = new Map<string, number>();
  const unsubscribe = desk.subscribe(({ kind, ticketId, assignee }) => {
    if (kind !== "ticket-updated" || assignee === undefined) return;
    assignments.set(ticketId, (assignments.get(ticketId) ?? 0) + 1);
  });
  const ids = new Set<string>();
  for (let index = 0; index < count; index++) {
    ids.add(desk.createTicket(demoTicket(world.seed, index)).id);
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  const { id } = await oneOf(world);
  await waitFor(`${count} tickets to be assigned`, async () => {
    const register = await client.listRegister(id, 1_000);
    const mine = register.filter(({ cycle }) => ids.has(cycle.ticketId));
    return mine.length === count && mine.every(({ cycle }) => cycle.state === "assigned") ? true : undefined;
  });
  unsubscribe();
  return [...assignments.values()].filter((times) => times > 1).length;
}

/** A ticket from the time in which nobody was let in: how it ended. */
export async function outcomeOf(world: InstallationWorld, ticketId: string): Promise<string> {
  const { id } = await oneOf(world);
  return waitFor("the ticket from in between", async () => {
    const register = await world.client.listRegister(id, 1_000);
    const entry = register.find(({ cycle }) => cycle.ticketId === ticketId);
    return entry && entry.cycle.state !== "pending" ? entry.cycle.state : undefined;
  });
}

/** Whether a ticket that is written after the end stays as it is. */
export async function isLeftAlone({ desk, seed }: InstallationWorld): Promise<boolean> {
  const { id } = desk.createTicket(demoTicket(seed, 9_002));
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  return desk.findTicket(id)?.groupId === null;
}
