import type { Agent } from "./roster.ts";
import { fold } from "./text/fold.ts";

// Kept by the roster's own objects, which are never changed in place.
const levelsBySkills = new WeakMap<object, Map<string, number>>();
const primariesByLanguages = new WeakMap<object, string[]>();

/** @returns 0 when the agent does not have the skill or no skills are known. */
export function skillLevel({ skills }: Pick<Agent, "skills">, skill: string): number {
  if (!skills) return 0;
  if (Object.hasOwn(skills, skill)) return skills[skill] ?? 0;
  let levels = levelsBySkills.get(skills);
  if (!levels) {
    // Of names that fold alike the first counts.
    levels = new Map(
      Object.entries(skills)
        .reverse()
        .map(([name, level]) => [fold(name), level]),
    );
    levelsBySkills.set(skills, levels);
  }
  return levels.size === 0 ? 0 : (levels.get(fold(skill)) ?? 0);
}

export function hasSkill(
  agent: Pick<Agent, "skills">,
  { skill, level }: { skill: string; level?: number | undefined },
): boolean {
  const actual = skillLevel(agent, skill);
  return actual > 0 && actual >= (level ?? 0);
}

/** Whether an agent speaks a language; "pt-BR" is spoken by who speaks "pt". */
export function speaks({ languages }: Pick<Agent, "languages">, language: string): boolean {
  if (!languages) return false;
  let primaries = primariesByLanguages.get(languages);
  if (!primaries) {
    primaries = languages.map(primaryOf);
    primariesByLanguages.set(languages, primaries);
  }
  return primaries.includes(primaryOf(language));
}

let lastPrimary = { language: "", primary: "" };

/** "pt" of "pt-BR". The last one is kept, because all agents are asked about one ticket's. */
function primaryOf(language: string): string {
  if (lastPrimary.language !== language) {
    lastPrimary = { language, primary: fold(language).split("-")[0] ?? "" };
  }
  return lastPrimary.primary;
}
