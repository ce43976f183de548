import type { AccountFinding, HelpdeskClient, HelpdeskPerson } from "../../ports/helpdesk.ts";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import { parseReply, type Reply, type Request } from "../request.ts";
import { AccountSettingsReply, ZendeskUser } from "./api-types.ts";
import { expectOk } from "./refusal.ts";

type AccountCalls = Required<Pick<HelpdeskClient, "checkAccount" | "findPerson" | "revokeAccess">>;

/** Who may do what in the account, and what its plan has. */
export function createAccountCalls(request: Request): AccountCalls {
  /** Undefined where the plan or the rights do not reach. */
  async function tryGet(path: string): Promise<Reply | undefined> {
    try {
      const reply = await request({ method: "GET", path });
      return reply.status === 404 ? undefined : expectOk(reply);
    } catch (error) {
      if (error instanceof HelpdeskError && error.failure === "forbidden") return undefined;
      throw error;
    }
  }

  return {
    async checkAccount() {
      const findings: AccountFinding[] = [];
      if (!(await tryGet("/api/v2/webhooks?page[size]=1"))) {
        findings.push({
          severity: "blocker",
          text: "The user who connects may not manage webhooks; connect as an admin, or as a role with that right.",
        });
      }
      const settings = AccountSettingsReply.safeParse((await tryGet("/api/v2/account/settings.json"))?.json);
      if (settings.success && settings.data.settings.routing?.enabled === true) {
        findings.push({
          severity: "warning",
          text: "Zendesk's own omnichannel routing is on and chooses agents as well; switch it off, or let policies set the group only.",
        });
      }
      if (!(await tryGet("/api/v2/agent_availabilities?page[size]=1"))) {
        findings.push({
          severity: "info",
          text: "The plan does not tell who is online; working hours decide who is there.",
        });
      }
      if (!(await tryGet("/api/v2/routing/attributes"))) {
        findings.push({
          severity: "info",
          text: "The plan keeps no skills of agents, or they may not be read; set them in Signalbox.",
        });
      }
      return findings;
    },

    async findPerson(userId) {
      if (!/^\d{1,16}$/.test(userId)) return undefined;
      const reply = await request({ method: "GET", path: `/api/v2/users/${userId}.json` });
      if (reply.status === 404) return undefined;
      const user = parseReply(ZendeskUser, (expectOk(reply).json as { user?: unknown } | undefined)?.user);
      return user.id === userId ? { id: user.id, role: roleOf(user) } : undefined;
    },

    async revokeAccess() {
      const reply = await request({ method: "DELETE", path: "/api/v2/oauth/tokens/current.json" });
      if (reply.status !== 404) expectOk(reply);
      return undefined;
    },
  };
}

function roleOf(user: ZendeskUser): HelpdeskPerson["role"] {
  if (user.suspended === true || user.active === false) return "none";
  return user.role === "admin" || user.role === "agent" ? user.role : "none";
}
