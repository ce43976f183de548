import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useApi } from "../use-api.ts";

/** Who would get which of the tickets that wait; asked anew each time the dialog opens. */
export function useRebalancePreview() {
  const api = useApi();
  return useQuery({
    queryKey: ["rebalance"],
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: async () => {
      const { operations, installationId } = await api();
      const answer = await operations.rebalance.$post({ param: { installationId }, json: {} });
      return answer.json();
    },
  });
}
export type RebalancePreview = NonNullable<ReturnType<typeof useRebalancePreview>["data"]>;

export function useApplyRebalance() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (previewId: string) => {
      const { operations, installationId } = await api();
      const param = { installationId, previewId };
      return (await operations.rebalance[":previewId"].apply.$post({ param, json: {} })).json();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["roster"] }),
  });
}
