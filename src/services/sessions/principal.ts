import type { Actor } from "../audit/record-audit.ts";

/** What people of a help desk may do, each role with all that the ones before it may. */
export const personRoles = ["agent", "lead", "admin"] as const;
export type PersonRole = (typeof personRoles)[number];

/** Who is asking. */
export type Principal =
  /** The operator of this server: every installation. */
  | { kind: "operator" }
  /** A person of one help desk. */
  | { kind: "person"; installationId: string; userId: string; role: PersonRole }
  /** Somebody in one help desk, nobody knows who: may read why one ticket went where it went. */
  | { kind: "ticket reader"; installationId: string; ticketId: string };

export function actorOf(principal: Principal): Actor {
  return principal.kind === "person" ? `user:${principal.userId}` : "operator";
}

export function hasRole(principal: Principal, role: PersonRole): boolean {
  if (principal.kind === "operator") return true;
  return principal.kind === "person" && personRoles.indexOf(principal.role) >= personRoles.indexOf(role);
}
