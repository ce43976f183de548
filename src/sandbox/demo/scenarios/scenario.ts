import type { AgentSettings } from "../../../routing/agent-settings.ts";
import type { Policy } from "../../../routing/policy.ts";
import type { ZendeskSandboxOptions } from "../../zendesk/options.ts";
import type { ZendeskSandbox } from "../../zendesk/start-zendesk-sandbox.ts";
import type { TeamMember } from "../../zendesk/types.ts";
import type { RegisterEntry } from "../signalbox-client.ts";

/** Something that has to be true when a scenario ends, in words for people. */
export interface Finding {
  promise: string;
  isKept: boolean;
  /** What was seen. */
  seen: string;
}

/** What a scenario plays with: the emulated help desk from the side, and Signalbox from outside. */
export interface Stage {
  sandbox: ZendeskSandbox;
  /** The agents who take tickets, in the order of their ids. */
  agents: TeamMember[];
  say(line: string): void;
  setAgent(agent: TeamMember, settings: AgentSettings): Promise<void>;
  /** A customer writes; resolves with the ticket's id. */
  write(subject: string, options?: { body?: string; tags?: string[]; priority?: "low" | "urgent" }): number;
  /** The register's latest entry of each ticket, by ticket id. */
  register(): Promise<Map<number, RegisterEntry>>;
  /** Looks until `find` finds something; after half a minute it gives up and returns undefined. */
  until<Found>(find: () => Promise<Found | undefined> | Found | undefined): Promise<Found | undefined>;
}

export interface Scenario {
  name: string;
  /** What it shows, in one sentence. */
  title: string;
  sandbox: ZendeskSandboxOptions;
  policy: Policy;
  play(stage: Stage): Promise<Finding[]>;
}

/** How many tickets each agent has, by name. */
export function loadsOf({ sandbox, agents }: Pick<Stage, "sandbox" | "agents">): Map<string, number> {
  return new Map(
    agents.map(({ id, name }) => [
      name,
      sandbox.tickets().filter((ticket) => ticket.assignee_id === id && ticket.status !== "solved").length,
    ]),
  );
}

export function tell(loads: Map<string, number>): string {
  return [...loads].map(([name, count]) => `${name} ${count}`).join(", ");
}

/** Waits until every one of these tickets is in one of the states. */
export async function settle(
  stage: Stage,
  ids: readonly number[],
  states: readonly string[],
): Promise<boolean> {
  const all = await stage.until(async () => {
    const register = await stage.register();
    return ids.every((id) => states.includes(register.get(id)?.cycle.state ?? "")) || undefined;
  });
  return all === true;
}
