import type { Request } from "../request.ts";
import { AttributesPage, InstanceValuesPage } from "./api-types.ts";
import { readPages, unlessAbsent } from "./read-pages.ts";

/** So many agents may be asked about at once. */
const agentsPerCall = 100;

/** Zendesk knows two ranks of a skill and no levels; ours go from 1 to 10. */
const levels: Record<string, number> = { HIGH: 10, NORMAL: 5 };

/**
 * Level by skill for each agent. A skill goes by the name of its value ("French"), and with its attribute before it
 * ("Cuisine: French") where two attributes have a value of that name.
 *
 * @returns undefined where the plan has no skills or we may not read them, and where none have been set up
 */
export async function readZendeskSkills(
  request: Request,
  agentIds: readonly string[],
): Promise<Map<string, Record<string, number>> | undefined> {
  const pages = await unlessAbsent(readPages(request, "/api/v2/routing/attributes", AttributesPage));
  const attributes = new Map(pages?.flatMap((page) => page.attributes).map(({ id, name }) => [id, name]));
  if (attributes.size === 0) return undefined;
  const values = await unlessAbsent(readInstanceValues(request, agentIds));
  if (!values) return undefined;
  const attributesByName = new Map<string, Set<string>>();
  for (const { name, attribute_id } of values) {
    attributesByName.set(name, (attributesByName.get(name) ?? new Set()).add(attribute_id));
  }
  const skills = new Map<string, Record<string, number>>(agentIds.map((id) => [id, {}]));
  for (const { agent_id, attribute_id, name, agent_skill_priority } of values) {
    const isAmbiguous = (attributesByName.get(name)?.size ?? 0) > 1;
    const skill = isAmbiguous ? `${attributes.get(attribute_id) ?? attribute_id}: ${name}` : name;
    const own = skills.get(agent_id);
    if (own) own[skill] = levels[agent_skill_priority ?? "NORMAL"] ?? 5;
  }
  return skills;
}

async function readInstanceValues(request: Request, agentIds: readonly string[]) {
  const values = [];
  for (let from = 0; from < agentIds.length; from += agentsPerCall) {
    const asked = agentIds.slice(from, from + agentsPerCall).join(",");
    const path = `/api/v2/routing/agents/instance_values?filter[agent_ids]=${asked}&page[size]=100`;
    const pages = await readPages(request, path, InstanceValuesPage);
    values.push(...pages.flatMap((page) => page.instance_values));
  }
  return values;
}
