import { useQuery } from "@tanstack/react-query";
import { useApi } from "../use-api.ts";

/** Whether everything runs, in figures; asked again twice a minute. */
export function useHealth() {
  const api = useApi();
  return useQuery({
    queryKey: ["health"],
    refetchInterval: 30_000,
    queryFn: async () => {
      const { operations, installationId } = await api();
      return (await operations.health.$get({ param: { installationId } })).json();
    },
  });
}
export type Health = NonNullable<ReturnType<typeof useHealth>["data"]>;
