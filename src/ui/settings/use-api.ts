import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { createApi } from "../api/create-api.ts";
import type { Session } from "../host/host.ts";
import { useHost } from "../host/host-context.tsx";

/** The server's routes in the host's session. */
export function useApi() {
  const host = useHost();
  return useMemo(() => createApi(host), [host]);
}

const ranks: Session["role"][] = ["reader", "agent", "lead", "admin", "operator"];

/** Whether a role may do what another may. */
export function mayDo(role: Session["role"], needed: Session["role"]): boolean {
  return ranks.indexOf(role) >= ranks.indexOf(needed);
}

/** What whoever looks may do; undefined until that is known. */
export function useRole(): Session["role"] | undefined {
  const host = useHost();
  return useQuery({ queryKey: ["role"], queryFn: () => host.session(), staleTime: 60_000 }).data?.role;
}

export function useMay(needed: Session["role"]): boolean {
  const role = useRole();
  return role !== undefined && mayDo(role, needed);
}
