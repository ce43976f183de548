import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AgentSettings } from "../../../routing/agent-settings.ts";
import { useApi } from "../use-api.ts";

/** Replaces what is set for an agent; keys that are undefined leave it to the help desk. */
export function useSetAgent() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ agentId, settings }: { agentId: string; settings: Partial<AgentSettings> }) => {
      const { installations, installationId } = await api();
      const param = { installationId, agentId };
      const json = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
      await installations[":installationId"].roster[":agentId"].$put({ param, json });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["roster"] }),
  });
}
