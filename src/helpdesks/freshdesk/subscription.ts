import { parseReply, type Request } from "../request.ts";
import { RuleReply } from "./api-types.ts";
import { expectOk } from "./refusal.ts";
import { secretHeader } from "./webhook.ts";

const path = "/api/v2/automations/1/rules";

/**
 * A rule of ticket creation, the only thing here that sends webhooks. One of ticket updates would fire for our own
 * writes too and use up the thousand calls an hour that the whole account has; updates are the sweep's and the app's.
 * It goes last, so that where only the first match runs the shop's own rules keep their turn.
 */
export async function createFreshdeskSubscription(
  request: Request,
  input: { name: string; url: string },
): Promise<{ id: string; secret: string }> {
  const secret = newSecret();
  const reply = await request({
    method: "POST",
    path,
    body: {
      name: input.name,
      active: true,
      // There is no condition that always holds; every ticket has one of these four.
      conditions: [
        {
          name: "condition_set_1",
          match_type: "any",
          properties: [
            { resource_type: "ticket", field_name: "priority", operator: "in", value: [1, 2, 3, 4] },
          ],
        },
      ],
      actions: [
        {
          field_name: "trigger_webhook",
          request_type: "POST",
          content_type: "JSON",
          // As it is written, and so short that neither labels nor escapes matter: the ticket is read again anyway.
          content_layout: "2",
          url: input.url,
          custom_headers: { [secretHeader]: secret },
          content: { ticket_id: "{{ticket.id}}", event: "created" },
        },
      ],
    },
  });
  return { id: parseReply(RuleReply, expectOk(reply).json).id, secret };
}

export async function removeFreshdeskSubscription(request: Request, subscriptionId: string): Promise<void> {
  const reply = await request({ method: "DELETE", path: `${path}/${encodeURIComponent(subscriptionId)}` });
  if (reply.status !== 404) expectOk(reply);
}

/** 256 random bits; the help desk's admins can read them in the rule. */
function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
