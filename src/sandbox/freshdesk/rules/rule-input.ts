import * as z from "zod";
import { internalError, invalidValue, missingField, validationFailed } from "../http/api-error.ts";

/** 1 at creation, 3 by the hour, 4 at updates. */
export const ruleKinds = [1, 3, 4] as const;
export type RuleKind = (typeof ruleKinds)[number];

const property = z.object({
  resource_type: z.string(),
  field_name: z.string(),
  operator: z.enum(["in", "not_in", "is", "is_not", "contains", "is_any_of"]),
  value: z.unknown(),
});
const conditionSet = z.object({
  name: z.string(),
  match_type: z.enum(["any", "all"]),
  properties: z.array(property).min(1),
});
export type ConditionSet = z.infer<typeof conditionSet>;

const webhookAction = z.object({
  field_name: z.literal("trigger_webhook"),
  request_type: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  content_type: z.literal("JSON"),
  /** "1" simple, in an envelope; "2" advanced, as it was written. */
  content_layout: z.enum(["1", "2"]),
  url: z.url({ protocol: /^https?$/ }),
  content: z.record(z.string(), z.string()),
  custom_headers: z.record(z.string(), z.string()).optional(),
  auth_header: z.object({ username: z.string(), password: z.string() }).optional(),
});
export type WebhookAction = z.infer<typeof webhookAction>;

const fieldAction = z.object({
  field_name: z.enum(["priority", "status", "group_id", "responder_id"]),
  value: z.number().int().nullable(),
});
const action = z.union([webhookAction, fieldAction]);

const performer = z.object({ type: z.int().min(1).max(4), members: z.array(z.int()).optional() });
const event = z.object({ field_name: z.string(), from: z.unknown().optional(), to: z.unknown().optional() });

const ruleInput = z.object({
  name: z.string().min(1),
  active: z.boolean().default(true),
  position: z.int().min(1).optional(),
  conditions: z.array(conditionSet).default([]),
  actions: z.array(action).min(1),
  performer: performer.optional(),
  events: z.array(event).optional(),
});

export type Rule = Omit<z.infer<typeof ruleInput>, "position"> & {
  id: number;
  kind: RuleKind;
  createdAtMs: number;
  updatedAtMs: number;
};
export type RuleInput = z.infer<typeof ruleInput>;

const webhookKeys = ["content_type", "content_layout", "url", "content", "request_type"];

/** @throws ApiError 500 for a webhook with a part missing, as the vendor answers it, and 400 for the rest */
export function parseRuleInput(raw: Record<string, unknown>, kind: RuleKind): RuleInput {
  const actions = Array.isArray(raw.actions) ? (raw.actions as Record<string, unknown>[]) : [];
  const isBroken = actions.some(
    (one) => one?.field_name === "trigger_webhook" && webhookKeys.some((key) => one[key] === undefined),
  );
  if (isBroken) throw internalError();
  const parsed = ruleInput.safeParse(raw);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0] ?? { path: ["name"], message: "is invalid" };
    throw validationFailed([invalidValue(path.join("."), message)]);
  }
  const { data } = parsed;
  if (kind === 1 && data.conditions.length === 0) throw validationFailed([missingField("conditions")]);
  if (kind === 4 && !data.performer) throw validationFailed([missingField("performer")]);
  if (kind === 4 && !data.events?.length) throw validationFailed([missingField("events")]);
  return data;
}
