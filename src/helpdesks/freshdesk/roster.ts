import type { z } from "zod";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import type { HelpdeskAgent, HelpdeskRoster } from "../../ports/helpdesk-roster.ts";
import { parseReply, type Request } from "../request.ts";
import { AgentsPage, AvailabilitiesPage, GroupReply, GroupsPage, SkillsPage } from "./api-types.ts";
import { background } from "./limits.ts";
import { expectOk } from "./refusal.ts";

const perPage = 100;
/** Enough for 100,000 agents; a help desk that pages on beyond is broken. */
const maxPages = 1000;
/** Freshdesk knows who has a skill, and not how well. */
const ordinaryLevel = 5;
/** The one that tickets are counted in: the first on accounts with queues, the other everywhere else. */
const ticketChannels = ["Email queue", "freshdesk"];

interface Availability {
  available: boolean;
  capacity: number | null;
}

/** Groups, people, memberships, and availability where the account has it. */
export async function readFreshdeskRoster(request: Request): Promise<HelpdeskRoster> {
  const groups = await readGroups(request);
  const agents = await readPages(request, "/api/v2/agents", AgentsPage);
  const availabilities = await readAvailabilities(request);
  const skills = await readSkills(request);
  return {
    // Omniroute works group by group; see `assignsItself`.
    picksAgents: false,
    untold: [...(availabilities ? [] : ["availability" as const]), ...(skills ? [] : ["skills" as const])],
    groups: groups.map((group) => ({
      id: group.id,
      name: group.name,
      ...(assignsItself(group) ? { assignsItself: true } : {}),
    })),
    agents: agents.map((agent): HelpdeskAgent => {
      const own = groups.filter((group) => group.agent_ids?.includes(agent.id));
      const availability = availabilities?.get(agent.id);
      // On its own the switch means something only for groups with automatic assignment.
      const isSwitched = own.some(assignsItself) ? (agent.available ?? null) : null;
      return {
        id: agent.id,
        name: agent.contact?.name ?? `Agent ${agent.id}`,
        groupIds: own.map((group) => group.id),
        hasLeft: agent.deactivated === true,
        active: agent.deactivated !== true && (agent.type ?? "support_agent") === "support_agent",
        available: availability?.available ?? isSwitched,
        capacity: availability?.capacity ?? null,
        email: agent.contact?.email ?? null,
        skills: skills ? (skills.get(agent.id) ?? {}) : null,
      };
    }),
  };
}

/** 0 is off; numbers that nobody has heard of are further ways to assign. */
export function assignsItself({
  automatic_agent_assignment: modern,
  auto_ticket_assign: old,
}: GroupReply): boolean {
  return modern ? modern.enabled === true : old !== undefined && old !== null && old !== 0 && old !== false;
}

/** New accounts list members with their groups; for the others each group costs a call. */
async function readGroups(request: Request): Promise<GroupReply[]> {
  const modern = await unlessAbsent(readPages(request, "/api/v2/admin/groups", GroupsPage));
  if (modern) return modern;
  const groups: GroupReply[] = [];
  for (const { id } of await readPages(request, "/api/v2/groups", GroupsPage)) {
    const path = `/api/v2/groups/${encodeURIComponent(id)}`;
    const reply = await request({ method: "GET", path, families: [background] });
    if (reply.status !== 404) groups.push(parseReply(GroupReply, expectOk(reply).json));
  }
  return groups;
}

/** Undefined on accounts that cannot tell: they refuse the question, or answer another one. */
async function readAvailabilities(request: Request): Promise<Map<string, Availability> | undefined> {
  const entries = await unlessAbsent(
    readPages(request, "/api/v2/agents?only=availability", AvailabilitiesPage),
  );
  const result = new Map<string, Availability>();
  for (const { id, availability } of entries ?? []) {
    const channels = availability?.channel_availability ?? [];
    const tickets = ticketChannels
      .map((name) => channels.find(({ channel }) => channel === name))
      .find((channel) => channel !== undefined);
    if (!tickets) continue;
    const limit = tickets.assignment_limit ?? 0;
    result.set(id, {
      available: tickets.available === true && tickets.pause_assignment !== true,
      capacity: limit > 0 ? limit : null,
    });
  }
  return result.size > 0 ? result : undefined;
}

/**
 * Level by skill by agent; undefined where the plan has none, none is set up, or it is not told who has them. Which tickets a skill is for
 * is said there for its own engine, and here by the policy.
 */
async function readSkills(request: Request): Promise<Map<string, Record<string, number>> | undefined> {
  const skills =
    (await unlessAbsent(readPages(request, "/api/v2/admin/skills", SkillsPage))) ??
    (await unlessAbsent(readPages(request, "/api/v2/skills", SkillsPage)));
  if (!skills || skills.length === 0 || !skills.every(({ agents }) => agents)) return undefined;
  const result = new Map<string, Record<string, number>>();
  for (const { name, agents } of skills) {
    for (const { id } of agents ?? []) result.set(id, { ...result.get(id), [name]: ordinaryLevel });
  }
  return result;
}

async function unlessAbsent<T>(pages: Promise<T>): Promise<T | undefined> {
  return pages.catch((error: unknown) => {
    if (error instanceof HelpdeskError && (error.failure === "forbidden" || error.failure === "unexpected")) {
      return undefined;
    }
    throw error;
  });
}

/** By numbers, to the first page that is not full; links name a host that nobody has checked. */
async function readPages<Item>(request: Request, path: string, schema: z.ZodType<Item[]>): Promise<Item[]> {
  const items: Item[] = [];
  const separator = path.includes("?") ? "&" : "?";
  for (let page = 1; page <= maxPages; page++) {
    const call = { path: `${path}${separator}per_page=${perPage}&page=${page}`, families: [background] };
    const found = parseReply(schema, expectOk(await request({ method: "GET", ...call })).json);
    items.push(...found);
    if (found.length < perPage) break;
  }
  return items;
}
