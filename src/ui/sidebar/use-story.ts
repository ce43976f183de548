import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { createApi } from "../api/create-api.ts";
import { useHost } from "../host/host-context.tsx";
import { nextLookMs } from "./next-look.ts";

export type Story = Awaited<ReturnType<typeof readStory>>;
export type RoutedStory = Extract<Story, { kind: "routed" }>;
export type Receipt = NonNullable<RoutedStory["decision"]>["receipt"];

async function readStory(api: ReturnType<typeof createApi>, ticketId: string) {
  const { tickets, installationId } = await api();
  return (await tickets[":ticketId"].story.$get({ param: { installationId, ticketId } })).json();
}

/** The ticket's story, kept current while somebody looks: often while it is being routed, seldom afterwards. */
export function useStory(ticketId: string): UseQueryResult<Story> {
  const host = useHost();
  const queries = useQueryClient();
  useEffect(() => {
    return host.onTicketTouched(() => void queries.invalidateQueries({ queryKey: ["story"] }));
  }, [host, queries]);
  return useQuery({
    queryKey: ["story", ticketId],
    queryFn: () => readStory(createApi(host), ticketId),
    refetchInterval: ({ state }) =>
      nextLookMs({
        state: state.data?.kind === "routed" ? state.data.state : state.data?.kind,
        looks: state.dataUpdateCount + state.fetchFailureCount,
      }),
    refetchOnReconnect: "always",
  });
}
