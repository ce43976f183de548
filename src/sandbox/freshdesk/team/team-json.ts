import { formatStamp } from "../../clock.ts";
import type { Agent, Company, Contact, Group, Skill } from "../types.ts";
import type { World } from "../world.ts";

const roleIds = { admin: 67_000_000_002, agent: 67_000_000_004 };
const roleNames = {
  english: ["Account Administrator", "Administrator", "Supervisor", "Agent"],
  translated: ["アカウント管理者", "管理者", "スーパーバイザー", "エージェント"],
};

const availableStatus = 1_294_529;
const awayStatus = 1_294_531;

/** Lists leave out groups, roles and skills; a single agent has them. */
export function agentJson(world: World, agent: Agent, isSingle: boolean): Record<string, unknown> {
  const stamp = formatStamp(agent.changedAtMs);
  return {
    id: agent.id,
    available: agent.available,
    available_since: agent.available ? stamp : null,
    occasional: agent.occasional,
    deactivated: agent.deactivated,
    signature: null,
    ticket_scope: 1,
    type: agent.type,
    focus_mode: true,
    ...(isSingle && {
      group_ids: groupsOf(world, agent.id).map((group) => group.id),
      role_ids: [agent.isAdmin ? roleIds.admin : roleIds.agent],
      skill_ids: [...world.skills.values()]
        .filter((skill) => skill.agentIds.has(agent.id))
        .map(({ id }) => id),
    }),
    created_at: stamp,
    updated_at: stamp,
    contact: contactOf(agent),
  };
}

/** The four that every account has, and one of its own that carries a great name and few rights. */
export function rolesJson(world: World): Record<string, unknown>[] {
  const names = [...roleNames[world.options.variants.roleNames], "Administrator of the coffee machine"];
  const stamp = formatStamp(world.clock());
  return names.map((name, index) => ({
    id: 67_000_000_001 + index,
    name,
    description: "",
    default: index < 4,
    created_at: stamp,
    updated_at: stamp,
    agent_type: 1,
  }));
}

function contactOf(agent: Agent): Record<string, unknown> {
  const stamp = formatStamp(agent.changedAtMs);
  return {
    active: !agent.deactivated,
    email: agent.email,
    job_title: null,
    language: "en",
    last_login_at: null,
    mobile: null,
    name: agent.name,
    phone: null,
    time_zone: "London",
    created_at: stamp,
    updated_at: stamp,
  };
}

/** An entry of `GET /agents?only=availability`. */
export function availabilityJson(world: World, agent: Agent): Record<string, unknown> {
  const stamp = formatStamp(agent.changedAtMs);
  const load = [...world.tickets.values()].filter(
    ({ ticket }) => ticket.responder_id === agent.id && ticket.status === 2 && !ticket.deleted,
  ).length;
  const channel = (name: string) => ({
    channel: name,
    assignment_limit: agent.assignmentLimit,
    current_assignment_load: load,
    available: agent.available,
    logged_in: agent.available,
    round_robin_enabled: true,
    availability_updated_at: stamp,
    status_id: agent.available ? availableStatus : awayStatus,
    pause_assignment: false,
  });
  return {
    id: agent.id,
    user_data: { user: { id: agent.id, name: agent.name, email: agent.email } },
    contact: contactOf(agent),
    availability: {
      channel_availability: [
        channel("freshdesk"),
        { ...channel("Messaging queue"), assignment_limit: 3, available: false },
      ],
      status_updated_at: stamp,
    },
    deactivated: agent.deactivated,
    availability_control: "agent_controlled",
    legacy_routing: false,
  };
}

/** The old kind; its list leaves out the members. */
export function groupJson(world: World, group: Group, isSingle: boolean): Record<string, unknown> {
  const isBoolean = world.options.variants.autoAssignType === "boolean";
  return {
    id: group.id,
    name: group.name,
    description: group.description,
    escalate_to: null,
    unassigned_for: "30m",
    business_hour_id: null,
    group_type: "support_agent_group",
    ...(isSingle && { agent_ids: [...group.agentIds] }),
    auto_ticket_assign: isBoolean ? group.autoAssign !== 0 : group.autoAssign,
    created_at: group.stamp,
    updated_at: group.stamp,
  };
}

const assignmentTypes: Record<number, string> = {
  1: "round_robin",
  2: "skill_based_round_robin",
  3: "load_based_round_robin",
  12: "lbrr_by_omniroute",
};

/** The kind of `/admin/groups`, with members in lists too. */
export function adminGroupJson(group: Group): Record<string, unknown> {
  const assignmentType = assignmentTypes[group.autoAssign];
  return {
    id: group.id,
    name: group.name,
    description: group.description,
    escalate_to: null,
    unassigned_for: "30",
    business_calendar_id: null,
    type: "support_agent_group",
    agent_ids: [...group.agentIds],
    automatic_agent_assignment: assignmentType
      ? {
          enabled: true,
          type: "channel_specific",
          settings: [
            {
              channel: "ticket",
              assignment_type: assignmentType,
              assignment_type_settings: { capping_limit: 2 },
            },
          ],
        }
      : { enabled: false },
    created_at: group.stamp,
    updated_at: group.stamp,
  };
}

export function contactJson(contact: Contact): Record<string, unknown> {
  return {
    id: contact.id,
    active: true,
    address: null,
    company_id: contact.companyId,
    description: null,
    email: contact.email,
    job_title: null,
    language: contact.language,
    mobile: null,
    name: contact.name,
    other_emails: [],
    phone: null,
    tags: contact.tags,
    time_zone: "London",
    twitter_id: null,
    unique_external_id: null,
    custom_fields: {},
    view_all_tickets: false,
    created_at: contact.stamp,
    updated_at: contact.stamp,
  };
}

export function companyJson(company: Company): Record<string, unknown> {
  return {
    id: company.id,
    name: company.name,
    description: null,
    note: null,
    domains: company.domains,
    custom_fields: company.custom_fields,
    health_score: company.health_score,
    account_tier: company.account_tier,
    renewal_date: null,
    industry: null,
    created_at: company.stamp,
    updated_at: company.stamp,
  };
}

/** With conditions for the account's own engine, which nobody else reads. */
export function skillJson(world: World, skill: Skill): Record<string, unknown> {
  return {
    id: skill.id,
    name: skill.name,
    rank: [...world.skills.keys()].indexOf(skill.name) + 1,
    match_type: "all",
    conditions: [],
    ...(world.options.skills === "full" && { agents: [...skill.agentIds].map((id) => ({ id })) }),
    created_at: skill.stamp,
    updated_at: skill.stamp,
  };
}

export function groupsOf(world: World, agentId: number): Group[] {
  return [...world.groups.values()].filter((group) => group.agentIds.has(agentId));
}
