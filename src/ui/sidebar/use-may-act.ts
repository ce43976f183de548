import { useQuery } from "@tanstack/react-query";
import { useHost } from "../host/host-context.tsx";

/** Whether whoever looks may change something; where the person is not proven, nobody may. */
export function useMayAct(): boolean {
  const host = useHost();
  const { data } = useQuery({
    queryKey: ["role"],
    queryFn: async () => (await host.session()).role,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return data !== undefined && data !== "reader";
}
