import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Policy } from "../../../routing/policy.ts";
import { useApi } from "../use-api.ts";
import { readLocal, type Work } from "./local-copy.ts";

/** The policy in force, and the unpublished work of whoever looks: the browser's or the server's, whichever is later. */
export function usePolicy() {
  const api = useApi();
  return useQuery({
    queryKey: ["policy"],
    queryFn: async () => {
      const { policy, installationId } = await api();
      const shown = await (await policy.$get({ param: { installationId } })).json();
      return {
        installationId,
        inForce: { ...shown.inForce, document: shown.inForce.document as Policy },
        work: latest(shown.draft as Work | null, readLocal(installationId)),
        others: shown.others,
      };
    },
    // Somebody who is writing must not be interrupted; publishing finds out what changed meanwhile.
    refetchOnWindowFocus: false,
    staleTime: 10_000,
  });
}
export type LoadedPolicy = NonNullable<ReturnType<typeof usePolicy>["data"]>;

export function useForgetPolicy(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      ["policy", "versions", "health"].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    );
  };
}

function latest(server: Work | null, local: Work | undefined): Work | undefined {
  if (!server || !local) return server ?? local;
  return Date.parse(local.updatedAt) > Date.parse(server.updatedAt) ? local : server;
}
