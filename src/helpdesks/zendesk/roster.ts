import type { HelpdeskAgent, HelpdeskRoster } from "../../ports/helpdesk-roster.ts";
import { parseReply, type Request } from "../request.ts";
import {
  AccountSettingsReply,
  AvailabilitiesPage,
  GroupsPage,
  MembershipsPage,
  UsersPage,
} from "./api-types.ts";
import { readPages, unlessAbsent } from "./read-pages.ts";
import { expectOk } from "./refusal.ts";
import { readZendeskSkills } from "./skills.ts";

/** Under this status the channels look online, but new tickets are not to be given. */
const transfersOnly = "5";

interface Availability {
  available: boolean;
  capacity: number | null;
}

/** Groups, people, memberships, and availability and skills where the plan has them. */
export async function readZendeskRoster(request: Request): Promise<HelpdeskRoster> {
  const groups = await readPages(request, "/api/v2/groups.json?page[size]=100", GroupsPage);
  const users = await readPages(
    request,
    "/api/v2/users.json?role[]=agent&role[]=admin&page[size]=100",
    UsersPage,
  );
  const memberships = await readPages(
    request,
    "/api/v2/group_memberships.json?page[size]=100",
    MembershipsPage,
  );
  const availabilities = await readAvailabilities(request);
  const people = users.flatMap((page) => page.users);
  const skills = await readZendeskSkills(
    request,
    people.flatMap(({ id }) => id ?? []),
  );
  const groupIdsByUser = new Map<string, string[]>();
  for (const { user_id, group_id } of memberships.flatMap((page) => page.group_memberships)) {
    groupIdsByUser.set(user_id, [...(groupIdsByUser.get(user_id) ?? []), group_id]);
  }
  return {
    picksAgents: await readPicksAgents(request),
    groups: groups
      .flatMap((page) => page.groups)
      .filter((group) => group.deleted !== true)
      .map(({ id, name }) => ({ id, name })),
    agents: people.flatMap((user): HelpdeskAgent[] => {
      if (user.id === null) return [];
      const availability = availabilities?.get(user.id);
      return [
        {
          id: user.id,
          name: user.name ?? `Agent ${user.id}`,
          groupIds: groupIdsByUser.get(user.id) ?? [],
          hasLeft: user.active === false || user.suspended === true,
          active: user.active !== false && user.suspended !== true && user.role_type !== 1,
          available: availability?.available ?? null,
          capacity: availability?.capacity ?? null,
          email: user.email ?? null,
          skills: skills?.get(user.id) ?? null,
        },
      ];
    }),
    untold: [
      ...(availabilities ? [] : (["availability"] as const)),
      ...(skills ? [] : (["skills"] as const)),
    ],
  };
}

/** Whether omnichannel routing is on: then it gives tickets with a group and without an assignee to agents. */
async function readPicksAgents(request: Request): Promise<boolean> {
  const reply = await request({ method: "GET", path: "/api/v2/account/settings.json" });
  // Only an admin may ask; whoever may not is told nothing, and routes as if it were off.
  if (reply.status === 403 || reply.status === 404) return false;
  return parseReply(AccountSettingsReply, expectOk(reply).json).settings.routing?.enabled === true;
}

/** Undefined on plans without agent availability, which answer 404 or 403. */
async function readAvailabilities(request: Request): Promise<Map<string, Availability> | undefined> {
  const path = "/api/v2/agent_availabilities?include=channels&page[size]=100";
  const pages = await unlessAbsent(readPages(request, path, AvailabilitiesPage));
  if (!pages) return undefined;
  const channels = new Map(pages.flatMap((page) => page.included).map((channel) => [channel.id, channel]));
  const result = new Map<string, Availability>();
  for (const { attributes, relationships } of pages.flatMap((page) => page.data)) {
    const support = (relationships?.channels?.data ?? [])
      .map((channel) => channels.get(channel.id)?.attributes)
      .find((channel) => channel?.name === "support");
    const status = support?.status ?? attributes.agent_status?.name ?? "";
    result.set(attributes.agent_id, {
      available: status.toLowerCase() === "online" && attributes.agent_status?.id !== transfersOnly,
      capacity: support?.max_capacity ?? null,
    });
  }
  return result;
}
