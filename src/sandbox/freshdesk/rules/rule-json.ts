import { formatStamp } from "../../clock.ts";
import type { World } from "../world.ts";
import type { Rule } from "./rule-input.ts";

/** A rule as its admins read it; header values are shown to them in plain text. */
export function ruleJson(world: World, rule: Rule): Record<string, unknown> {
  const { kind, createdAtMs, updatedAtMs, ...shown } = rule;
  const siblings = [...world.rules.values()].filter((other) => other.kind === kind);
  return {
    ...shown,
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
