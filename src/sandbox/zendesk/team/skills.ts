import { formatStamp } from "../../clock.ts";
import type { World } from "../world.ts";

export type SkillPriority = "NORMAL" | "HIGH";

export type SkillAttribute = { id: string; name: string; stamp: string; values: SkillValue[] };
export type SkillValue = { id: string; name: string; stamp: string };

/** One skill of one agent, or one that a ticket asks for. */
export type SkillInstance = { id: string; valueId: string; priority: SkillPriority; stamp: string };

export function addAttribute(world: World, name: string): SkillAttribute {
  const attribute = { id: newUuid(world), name, stamp: formatStamp(world.clock()), values: [] };
  world.skillAttributes.set(attribute.id, attribute);
  return attribute;
}

export function addValue(world: World, attribute: SkillAttribute, name: string): SkillValue {
  const value = { id: newUuid(world), name, stamp: formatStamp(world.clock()) };
  attribute.values.push(value);
  return value;
}

export function findValue(
  world: World,
  valueId: string,
): { attribute: SkillAttribute; value: SkillValue } | undefined {
  for (const attribute of world.skillAttributes.values()) {
    const value = attribute.values.find(({ id }) => id === valueId);
    if (value) return { attribute, value };
  }
  return undefined;
}

/** All of them at once: setting replaces what was there. */
export function setAgentSkills(
  world: World,
  agentId: number,
  skills: readonly { valueId: string; priority?: SkillPriority }[],
): SkillInstance[] {
  const stamp = formatStamp(world.clock());
  const instances = skills.map(({ valueId, priority = "NORMAL" }) => ({
    id: newUuid(world),
    valueId,
    priority,
    stamp,
  }));
  world.agentSkills.set(agentId, instances);
  return instances;
}

/** By names, as a test says it: attributes and values that are not there yet come into being. */
export function nameAgentSkills(
  world: World,
  agentId: number,
  skills: Record<string, Record<string, SkillPriority>>,
): void {
  const wanted = Object.entries(skills).flatMap(([attributeName, values]) => {
    const known = [...world.skillAttributes.values()].find(({ name }) => name === attributeName);
    const attribute = known ?? addAttribute(world, attributeName);
    return Object.entries(values).map(([name, priority]) => {
      const value = attribute.values.find((one) => one.name === name) ?? addValue(world, attribute, name);
      return { valueId: value.id, priority };
    });
  });
  setAgentSkills(world, agentId, wanted);
}

function newUuid(world: World): string {
  return world.random.uuid(`skill:${world.count("skill")}`);
}
