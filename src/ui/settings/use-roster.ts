import { useQuery } from "@tanstack/react-query";
import type { AgentSettings } from "../../routing/agent-settings.ts";
import type { Agent, Group } from "../../routing/roster.ts";
import { useApi } from "./use-api.ts";

export type Person = Agent & { settings: AgentSettings };
export interface RosterView {
  groups: Group[];
  /** Of who has no capacity of their own. */
  defaultCapacity: number;
  agents: Person[];
}

/** Who is there, and what each holds now. */
export function useRoster() {
  const api = useApi();
  return useQuery({
    queryKey: ["roster"],
    refetchInterval: 30_000,
    queryFn: async () => {
      const { installations, installationId } = await api();
      const answer = await installations[":installationId"].roster.$get({ param: { installationId } });
      return (await answer.json()) as RosterView;
    },
  });
}

/** Every skill that somebody has, in the order of the alphabet. */
export function skillsOf({ agents }: Pick<RosterView, "agents">): string[] {
  return [...new Set(agents.flatMap(({ skills = {} }) => Object.keys(skills)))].sort();
}
