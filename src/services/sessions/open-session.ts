import { deleteSession, findSession, insertSession } from "../../db/queries/sessions.ts";
import type { StoredSession } from "../../db/schema/index.ts";
import { AppError } from "../../ports/app-error.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { newSecret, sha256 } from "../secrets.ts";
import type { Principal } from "./principal.ts";

/** In seconds. A bearer lives in a page's memory, and is renewed while the page is open; a cookie lives a working day. */
export const sessionLives = {
  bearer: { seconds: 15 * 60, endSeconds: 8 * 3600 },
  /** The installation is proven and the person is not. */
  ticket: { seconds: 5 * 60, endSeconds: 5 * 60 },
  cookie: { seconds: 12 * 3600, endSeconds: 12 * 3600 },
  /** A cookie as well; the help desk is asked anew what the person may do. */
  person: { seconds: 15 * 60, endSeconds: 12 * 3600 },
} as const;

export interface OpenedSession {
  /** Shown once, here; the database has its hash. */
  token: string;
  expiresAt: string;
}

type SessionContext = Pick<ServiceContext, "db" | "platform">;

/** @param input.proof what the session is opened with; refused when it was used before */
export async function openSession(
  context: SessionContext,
  input: { principal: Principal; life: keyof typeof sessionLives; proof?: string },
): Promise<OpenedSession> {
  const { principal, proof } = input;
  const { seconds, endSeconds } = sessionLives[input.life];
  const inSeconds = (life: number) => new Date(context.platform.now() + life * 1000).toISOString();
  const token = newSecret();
  const expiresAt = inSeconds(seconds);
  const isOpen = await insertSession(context.db, {
    tokenHash: await sha256(token),
    installationId: principal.kind === "operator" ? null : principal.installationId,
    userId: principal.kind === "person" ? principal.userId : null,
    role: roleOf(principal),
    ticketId: principal.kind === "ticket reader" ? principal.ticketId : null,
    proofHash: proof === undefined ? null : await sha256(proof),
    expiresAt,
    endsAt: inSeconds(endSeconds),
  });
  if (!isOpen) throw new SignInError("this sign-in was used before; reload the page");
  return { token, expiresAt };
}

/** Whose session this is; undefined for none, for one that has expired, and for an installation that has left. */
export async function findPrincipal(context: SessionContext, token: string): Promise<Principal | undefined> {
  const session = await findSession(context.db, {
    tokenHash: await sha256(token),
    at: isoNow(context.platform),
  });
  return session && principalOf(session);
}

export async function closeSession(context: SessionContext, token: string): Promise<void> {
  await deleteSession(context.db, await sha256(token));
}

/** Somebody could not prove who they are; the message is for them. */
export class SignInError extends AppError {
  constructor(message: string) {
    super("sign-in-refused", message);
  }
}

function roleOf(principal: Principal): StoredSession["role"] {
  if (principal.kind === "person") return principal.role;
  return principal.kind === "operator" ? "operator" : "agent";
}

/** Whatever a row does not say in full is nobody. */
export function principalOf(session: StoredSession): Principal | undefined {
  const { installationId, userId, role, ticketId } = session;
  if (installationId === null) return role === "operator" ? { kind: "operator" } : undefined;
  if (ticketId !== null) return { kind: "ticket reader", installationId, ticketId };
  if (userId === null || role === "operator") return undefined;
  return { kind: "person", installationId, userId, role };
}
