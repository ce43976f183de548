import { regularRounds } from "../../src/jobs/schedule.ts";
import type { AgentSettings } from "../../src/routing/agent-settings.ts";
import { weekdays } from "../../src/routing/fields.ts";
import { setAgent } from "../../src/services/roster/set-agent.ts";
import { handOutJob } from "../../src/services/tickets/hand-out-job.ts";
import { replayTicket } from "../../src/services/tickets/replay-ticket.ts";
import type { HumanChanges } from "./desks/desk.ts";
import type { Process } from "./process.ts";
import type { Command } from "./scenario.ts";
import { skillsOf } from "./skills-of.ts";
import { installationId, type World } from "./world.ts";

const mostTickets = 6;

/** Does what the scenario says next. @param start runs something in a worker process, step by step with the others */
export function perform(
  world: World,
  command: Command,
  start: (run: (process: Process) => Promise<unknown>) => void,
): void {
  const { desk, queue, deliveries, draw } = world;
  const ticketId = (which: number) => pick(desk.tickets(), which)?.id;
  const agentId = (which: number) => pick(world.agentIds, which) ?? "";
  const act = (ticket: number, agent: number, changes: HumanChanges) => {
    const id = ticketId(ticket);
    if (id !== undefined) attempt(() => desk.actAsHuman(agentId(agent), id, changes));
  };
  switch (command.do) {
    case "arrive":
      if (desk.tickets().length >= mostTickets) return;
      desk.createTicket({ isOrder: command.queue === 1, priority: command.priority });
      return;
    case "take":
      act(command.ticket, command.agent, { assigneeId: agentId(command.agent) });
      return;
    case "reassign":
      act(command.ticket, command.agent, { assigneeId: agentId(command.agent + 1) });
      return;
    case "move":
      act(command.ticket, command.agent, { groupId: pick(desk.groups(), command.agent)?.id ?? null });
      return;
    case "unassign":
      act(command.ticket, command.agent, { assigneeId: null });
      return;
    case "solve":
      act(command.ticket, command.agent, { status: "solved" });
      return;
    case "reopen":
      act(command.ticket, command.agent, { status: "open" });
      return;
    case "prioritize":
      act(command.ticket, command.agent, { priority: command.priority });
      return;
    case "online":
    case "away":
      desk.setAvailable(agentId(command.agent), command.do === "online");
      return;
    case "join":
    case "leave":
      desk.setMember(
        agentId(command.agent),
        pick(desk.groups(), command.group)?.id ?? "",
        command.do === "join",
      );
      return;
    case "suspend":
    case "unsuspend":
      desk.setSuspended(agentId(command.agent), command.do === "suspend");
      return;
    case "delete":
    case "merge": {
      const id = ticketId(command.ticket);
      const into = ticketId(command.ticket + 1);
      if (id === undefined || into === undefined) return;
      const agent = agentId(command.agent);
      attempt(() => {
        if (command.do === "delete") desk.deleteTicket(id, agent);
        else desk.discardTicket(id, into, agent);
      });
      return;
    }
    case "set capacity":
    case "pause":
    case "send away":
    case "end shift": {
      const agent = agentId(command.agent);
      const value = command.do === "set capacity" ? command.capacity : world.scenario.capacity;
      const settings = settingsOf(world, agent, command);
      const entry = {
        agentId: agent,
        value,
        fromMs: world.now(),
        untilMs: Number.POSITIVE_INFINITY,
        isSet: false,
      };
      world.capacities.push(entry);
      start(async ({ context }) => {
        await setAgent(context, { installationId, agentId: agent, settings });
        // Of two at the same time the later one counts, whoever began first.
        const before = world.capacities.filter((one) => one.agentId === agent && one.isSet);
        for (const one of before) one.untilMs = Math.min(one.untilMs, world.now());
        entry.isSet = true;
      });
      return;
    }
    case "lose webhook":
    case "double webhook": {
      const delivery = pick(deliveries, command.which);
      if (!delivery || delivery.inHandOf) return;
      if (command.do === "double webhook") deliveries.push({ ...delivery });
      else deliveries.splice(deliveries.indexOf(delivery), 1);
      return;
    }
    case "lose message":
    case "double message": {
      const message = pick(queue.messages, command.which);
      if (!message) return;
      if (command.do === "double message") queue.messages.push({ ...message });
      // The others are wake-ups, and the tables hold the truth; these hold what is nowhere else.
      else if (message.job.name !== "review-write") queue.messages.splice(queue.messages.indexOf(message), 1);
      return;
    }
    case "crash": {
      const process = pick(world.processes, command.process);
      if (process) crash(world, process);
      return;
    }
    case "wait":
      world.pass(command.seconds * 1000);
      return;
    case "round": {
      const round = regularRounds[command.which];
      start(({ context }) => round?.run(context) ?? Promise.resolve());
      return;
    }
    case "hand out":
      void queue.enqueue(world.database.db, [handOutJob({ installationId })]);
      return;
    case "replay": {
      const id = ticketId(command.ticket);
      if (id === undefined || draw() < 0.3) return;
      start(({ context }) =>
        replayTicket(context, { installationId, ticketId: id }).catch((error: unknown) => {
          // Not everything that a lead clicks on has been heard of already.
          if (!(error instanceof Error && error.name === "NotFoundError")) throw error;
        }),
      );
      return;
    }
  }
}

/** What the help desk refuses a human does not happen. */
function attempt(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Error && "status" in error)) throw error;
  }
}

type Setting = Extract<Command, { do: "set capacity" | "pause" | "send away" | "end shift" }>;

/** What a lead says of an agent from now on; it replaces all that was said before, but for the skills. */
function settingsOf({ now, agentIds }: World, agent: string, command: Setting): AgentSettings {
  const skills = skillsOf(agentIds, agent);
  const kept = skills && { skills };
  if (command.do === "set capacity") return { ...kept, capacity: command.capacity };
  const untilMs = now() + command.seconds * 1000;
  const until = new Date(untilMs).toISOString();
  if (command.do === "pause") return { ...kept, pausedUntil: until };
  if (command.do === "send away") {
    return { ...kept, absence: { from: new Date(now() - 1000).toISOString(), until } };
  }
  const hours = [{ days: weekdays.slice(), from: "00:00", to: until.slice(11, 16) }];
  return { ...kept, shift: { id: "shift", name: "Shift", timezone: "UTC", hours } };
}

/** Nothing of the process goes on; another one takes its place. */
export function crash(world: World, process: Process): void {
  world.scheduler.kill(process.name);
  world.processes.splice(world.processes.indexOf(process), 1);
  const { deliveries } = world;
  for (const delivery of deliveries.filter(({ inHandOf }) => inHandOf === process.name)) {
    delivery.inHandOf = null;
    // The app tells each thing once.
    if (delivery.source === "app") deliveries.splice(deliveries.indexOf(delivery), 1);
  }
  for (const message of process.inHand) world.queue.comeBack(message);
  world.addProcess();
}

function pick<T>(items: readonly T[], which: number): T | undefined {
  return items[which % items.length];
}
