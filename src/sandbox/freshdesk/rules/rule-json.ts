import { formatStamp } from "../../clock.ts";
import type { World } from "../world.ts";
import type { Rule } from "./rule-input.ts";

/** A rule as its admins read it; whether they are shown the values of its headers is not documented. */
export function ruleJson(world: World, rule: Rule): Record<string, unknown> {
  const { kind, createdAtMs, updatedAtMs, ...shown } = rule;
  const isMasked = world.options.variants.ruleHeaders === "masked";
  const siblings = [...world.rules.values()].filter((other) => other.kind === kind);
  return {
    ...shown,
    actions: shown.actions.map((action) => (isMasked ? maskHeaders(action) : action)),
    position: siblings.indexOf(rule) + 1,
    outdated: false,
    last_updated_by: world.integrationUserId,
    affected_tickets_count: 0,
    summary: { conditions: [], actions: [] },
    created_at: formatStamp(createdAtMs),
    updated_at: formatStamp(updatedAtMs),
    meta: {
      total_active_count: siblings.filter((other) => other.active).length,
      total_count: siblings.length,
    },
  };
}

function maskHeaders(action: Rule["actions"][number]): Rule["actions"][number] {
  if (!("custom_headers" in action) || !action.custom_headers) return action;
  const names = Object.keys(action.custom_headers);
  return { ...action, custom_headers: Object.fromEntries(names.map((name) => [name, "********"])) };
}
