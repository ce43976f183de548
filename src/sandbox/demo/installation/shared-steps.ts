import { demoTicket } from "../demo-tickets.ts";
import {
  burst,
  type InstallationWorld,
  oneOf,
  outcomeOf,
  type Play,
  waitForStatus,
} from "./installation-world.ts";

/**
 * Access ends, a customer writes, and access is given anew.
 *
 * @param input.giveAnew @returns the status of the page that an admin sees
 */
export function losesAccess(
  world: InstallationWorld,
  input: { end(): void; giveAnew(): Promise<{ status: number }>; isGivenAnew: string },
): Play {
  return async () => {
    input.end();
    const { statusReason } = await waitForStatus(world, "disconnected");
    const ticket = world.desk.createTicket(demoTicket(world.seed, 9_001));
    const { status } = await input.giveAnew();
    await waitForStatus(world, "active");
    await burst(world, 1);
    const state = await outcomeOf(world, ticket.id);
    return {
      isGood: status === 200 && state === "assigned",
      seen: `"${statusReason}"; ${input.isGivenAnew}, and the ticket written in between is ${state}`,
    };
  };
}

/** Whoever connected the help desk may not work in it for a while. */
export function losesAdmin(world: InstallationWorld, setActive: (isActive: boolean) => void): Play {
  return async () => {
    setActive(false);
    const { statusReason } = await waitForStatus(world, "disconnected");
    setActive(true);
    await waitForStatus(world, "active");
    await burst(world, 1);
    return { isGood: true, seen: `"${statusReason}"; active again by itself once the admin is back` };
  };
}

/** The account moves to another name, and an admin connects it there. */
export function isRenamed(
  world: InstallationWorld,
  input: { rename(subdomain: string): void; install(subdomain: string): Promise<unknown> },
): Play {
  const subdomain = "larkfield-goods";
  return async () => {
    const before = await oneOf(world);
    input.rename(subdomain);
    const { statusReason } = await waitForStatus(world, "disconnected");
    await input.install(subdomain);
    const after = await waitForStatus(world, "active");
    await burst(world, 1);
    const isGood = after.id === before.id && (await world.client.listInstallations()).length === 1;
    return { isGood, seen: `"${statusReason}"; the same installation under ${after.subdomain}` };
  };
}
