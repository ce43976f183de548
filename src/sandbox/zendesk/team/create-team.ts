import { formatStamp } from "../../clock.ts";
import { agentName } from "../../team/agent-name.ts";
import type { World } from "../world.ts";
import { addGroup } from "./add-group.ts";
import { addUser } from "./add-user.ts";
import { addMembership } from "./memberships.ts";

export function createTeam(world: World): void {
  const { groups, overlapping } = world.options.team;
  const staffDomain = `${world.subdomain}.example`;
  addOrganization(world, { name: "Harbour Stores", domain: "harbour-stores.example" });

  const integration = addUser(world, {
    name: "Router Integration",
    email: `router@${staffDomain}`,
    role: "admin",
  });
  world.integrationUserId = integration.id;

  const createdGroups = groups.map((group) => addGroup(world, { name: group.name }));
  let agentNumber = 0;
  groups.forEach((group, groupIndex) => {
    const groupId = createdGroups[groupIndex]?.id;
    if (groupId === undefined) return;
    for (let index = 0; index < group.agents; index++) {
      const agent = addUser(world, {
        name: agentName(agentNumber),
        email: `agent${agentNumber + 1}@${staffDomain}`,
        role: "agent",
      });
      addMembership(world, { userId: agent.id, groupId });
      const nextGroup = createdGroups[(groupIndex + 1) % createdGroups.length];
      if (overlapping && agentNumber % 3 === 0 && nextGroup && nextGroup.id !== groupId) {
        addMembership(world, { userId: agent.id, groupId: nextGroup.id });
      }
      world.statuses.set(agent.id, "online");
      agentNumber += 1;
    }
  });

  const firstGroupId = createdGroups[0]?.id;
  const light = addUser(world, {
    name: "Light Agent",
    email: `light@${staffDomain}`,
    role: "agent",
    roleType: 1,
  });
  const suspended = addUser(world, {
    name: "Suspended Agent",
    email: `suspended@${staffDomain}`,
    role: "agent",
    suspended: true,
  });
  if (firstGroupId !== undefined) {
    addMembership(world, { userId: light.id, groupId: firstGroupId });
    addMembership(world, { userId: suspended.id, groupId: firstGroupId });
  }
  world.statuses.set(light.id, "offline");
  world.statuses.set(suspended.id, "offline");
}

function addOrganization(world: World, input: { name: string; domain: string }): void {
  const id = world.nextId();
  const stamp = formatStamp(world.clock());
  world.organizations.set(id, {
    url: world.canonicalUrl(`/organizations/${id}.json`),
    id,
    name: input.name,
    shared_tickets: false,
    shared_comments: false,
    external_id: null,
    created_at: stamp,
    updated_at: stamp,
    domain_names: [input.domain],
    details: null,
    notes: null,
    group_id: null,
    tags: [],
    organization_fields: {},
  });
}
