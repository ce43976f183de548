import type { AccountFinding, HelpdeskClient, HelpdeskPerson } from "../../ports/helpdesk.ts";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import { numericId } from "../numeric-id.ts";
import { parseReply, type Reply, type Request } from "../request.ts";
import { AgentReply, AvailabilitiesPage, GroupsPage, RolesPage, RulesReply } from "./api-types.ts";
import { expectOk } from "./refusal.ts";
import { assignsItself } from "./roster.ts";
import { rulesPath } from "./subscription.ts";

type AccountCalls = Required<Pick<HelpdeskClient, "checkAccount" | "findPerson" | "revokeAccess">>;

/** Who may do what in the account, and what its plan has. */
export function createAccountCalls(request: Request): AccountCalls {
  /** Undefined where the plan or the rights do not reach. */
  async function tryGet(path: string): Promise<Reply | undefined> {
    try {
      const reply = await request({ method: "GET", path });
      return reply.status < 300 ? reply : undefined;
    } catch (error) {
      if (error instanceof HelpdeskError && error.failure === "forbidden") return undefined;
      throw error;
    }
  }

  async function readAgent(path: string): Promise<AgentReply | undefined> {
    const reply = await request({ method: "GET", path });
    return reply.status === 404 ? undefined : parseReply(AgentReply, expectOk(reply).json);
  }

  return {
    async checkAccount() {
      const rules = await tryGet(rulesPath);
      if (!rules) return [noRules];
      const findings: AccountFinding[] = [];
      if (RulesReply.safeParse(rules.json).data?.meta?.cascading_rules === false)
        findings.push(onlyFirstRule);
      const me = await readAgent("/api/v2/agents/me");
      if (me && me.group_ids.length > 0) findings.push(sharedKey(me));
      const groups = GroupsPage.safeParse((await tryGet("/api/v2/groups?per_page=100"))?.json).data ?? [];
      const own = groups.filter(assignsItself).map(({ name }) => name);
      if (own.length > 0) findings.push(groupsAssign(own));
      const availability = await tryGet("/api/v2/agents?only=availability&per_page=1");
      const [first] = AvailabilitiesPage.safeParse(availability?.json).data ?? [];
      if (!first?.availability) findings.push(noAvailability);
      return findings;
    },

    async findPerson(userId) {
      if (!/^\d{1,16}$/.test(userId)) return undefined;
      const agent = await readAgent(`/api/v2/agents/${numericId(userId)}`);
      if (!agent) return findFormerAgent(userId);
      if (agent.id !== userId) return undefined;
      return { id: agent.id, role: await roleOf(agent) };
    },

    // An API key is its agent's own, and no call ends it.
    revokeAccess: () =>
      Promise.resolve(
        "Signalbox has forgotten the API key, but it is good until it is reset in the profile of its agent",
      ),
  };

  /** Who is removed as an agent goes on as a contact of the same number. */
  async function findFormerAgent(userId: string): Promise<HelpdeskPerson | undefined> {
    const contact = await tryGet(`/api/v2/contacts/${numericId(userId)}`);
    return contact && { id: userId, role: "none" };
  }

  async function roleOf(agent: AgentReply): Promise<HelpdeskPerson["role"]> {
    if (agent.deactivated === true || agent.type === "collaborator") return "none";
    const adminRoles = await readAdminRoles();
    return agent.role_ids.some((id) => adminRoles.has(id)) ? "admin" : "agent";
  }

  /**
   * The two that every account has, by name. Where the names are not English, the one role by which the key's owner,
   * who has been proven an admin, is one.
   */
  async function readAdminRoles(): Promise<Set<string>> {
    const path = "/api/v2/roles?per_page=100";
    const roles = parseReply(RolesPage, expectOk(await request({ method: "GET", path })).json);
    const named = roles.filter(({ name, default: isDefault }) => isDefault && /\badministrator$/i.test(name));
    if (named.length > 0) return new Set(named.map(({ id }) => id));
    const own = (await readAgent("/api/v2/agents/me"))?.role_ids ?? [];
    return new Set(own.length === 1 ? own : []);
  }
}

const noRules: AccountFinding = {
  severity: "blocker",
  text: "The agent whose API key this is may not manage automation rules; give Signalbox the key of an agent with the role Administrator.",
};

const onlyFirstRule: AccountFinding = {
  severity: "info",
  text: "For a new ticket the account runs only the first automation rule that matches. Signalbox's rule is the last, so a ticket that one of your own rules takes is found a minute later, by the regular round.",
};

const noAvailability: AccountFinding = {
  severity: "info",
  text: "The plan does not tell who is available; working hours decide who is there.",
};

function sharedKey(me: AgentReply): AccountFinding {
  const name = me.contact?.name ?? "somebody";
  return {
    severity: "warning",
    text: `The API key is ${name}'s, who works in groups. What ${name} does in Freshdesk cannot be told from what Signalbox does; give Signalbox an agent of its own.`,
  };
}

function groupsAssign(names: string[]): AccountFinding {
  return {
    severity: "warning",
    text: `Freshdesk itself gives tickets to agents in ${names.slice(0, 5).join(", ")}${names.length > 5 ? " and other groups" : ""}. There Signalbox sets the group only; switch automatic assignment off where it is to choose the agent.`,
  };
}
