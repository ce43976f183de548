import { formatStamp } from "../../clock.ts";
import { agentName } from "../../team/agent-name.ts";
import type { Agent, AutoAssign, Contact, Group } from "../types.ts";
import type { World } from "../world.ts";

/** The same shop and the same people as in the other emulated help desks. */
export function createTeam(world: World): void {
  const { groups, overlapping } = world.options.team;
  const staffDomain = `${world.subdomain}.example`;
  const companyId = world.nextId();
  world.companies.set(companyId, {
    id: companyId,
    name: "Harbour Stores",
    domains: ["harbour-stores.example"],
    account_tier: "Premium",
    health_score: "Happy",
    custom_fields: {},
    stamp: formatStamp(world.clock()),
  });

  const integration = addAgent(world, {
    name: "Router Integration",
    email: `router@${staffDomain}`,
    isAdmin: true,
  });
  // Nobody gives tickets to a robot; its seat is only there to hold the key.
  integration.available = false;
  world.integrationUserId = integration.id;

  const created = groups.map((group) => addGroup(world, { name: group.name }));
  let number = 0;
  groups.forEach((group, groupIndex) => {
    for (let index = 0; index < group.agents; index++) {
      const agent = addAgent(world, {
        name: agentName(number),
        email: `agent${number + 1}@${staffDomain}`,
      });
      created[groupIndex]?.agentIds.add(agent.id);
      const next = created[(groupIndex + 1) % created.length];
      if (overlapping && number % 3 === 0) next?.agentIds.add(agent.id);
      number += 1;
    }
  });

  const collaborator = addAgent(world, { name: "Light Agent", email: `light@${staffDomain}` });
  collaborator.type = "collaborator";
  collaborator.available = false;
  const deactivated = addAgent(world, { name: "Suspended Agent", email: `suspended@${staffDomain}` });
  deactivated.deactivated = true;
  deactivated.available = false;
  created[0]?.agentIds.add(collaborator.id);
  created[0]?.agentIds.add(deactivated.id);
}

function addAgent(world: World, input: { name: string; email: string; isAdmin?: boolean }): Agent {
  const agent: Agent = {
    id: world.nextId(),
    name: input.name,
    email: input.email,
    isAdmin: input.isAdmin ?? false,
    type: "support_agent",
    occasional: false,
    deactivated: false,
    available: true,
    assignmentLimit: world.options.maxOpenTicketsPerAgent,
    changedAtMs: world.clock(),
  };
  world.agents.set(agent.id, agent);
  return agent;
}

export function addGroup(world: World, input: { name: string; autoAssign?: AutoAssign }): Group {
  const group: Group = {
    id: world.nextId(),
    name: input.name,
    description: "",
    agentIds: new Set(),
    autoAssign: input.autoAssign ?? 0,
    stamp: formatStamp(world.clock()),
  };
  world.groups.set(group.id, group);
  return group;
}

/** A group that is gone takes its name off every ticket it had. */
export function removeGroup(world: World, groupId: number): void {
  world.groups.delete(groupId);
  for (const { ticket } of world.tickets.values()) if (ticket.group_id === groupId) ticket.group_id = null;
}

/** Customers come into being with their first ticket. Addresses are kept in small letters. */
export function findOrAddContact(world: World, input: { name?: string | undefined; email: string }): Contact {
  const email = input.email.toLowerCase();
  const known = world.contacts.get(world.contactIdByEmail.get(email) ?? 0);
  if (known) return known;
  const domain = email.split("@")[1] ?? "";
  const company = [...world.companies.values()].find((candidate) => candidate.domains.includes(domain));
  const contact: Contact = {
    id: world.nextId(),
    name: input.name ?? email.split("@")[0] ?? email,
    email,
    companyId: company?.id ?? null,
    language: "en",
    tags: [],
    stamp: formatStamp(world.clock()),
  };
  world.contacts.set(contact.id, contact);
  world.contactIdByEmail.set(email, contact.id);
  return contact;
}

/** Whether tickets can be given to this agent at all. */
export function isAssignable(world: World, agentId: number): boolean {
  const agent = world.agents.get(agentId);
  return agent !== undefined && !agent.deactivated && agent.type === "support_agent";
}
