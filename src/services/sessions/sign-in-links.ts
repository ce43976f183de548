import { insertSignInLink, takeSignInLink } from "../../db/queries/sessions.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { newSecret, sha256 } from "../secrets.ts";
import { type OpenedSession, openSession, SignInError } from "./open-session.ts";

const lifeMs = 60 * 60_000;

/** A code that signs the operator in, once and within an hour. */
export async function createSignInLink(
  context: Pick<ServiceContext, "db" | "platform">,
): Promise<{ path: string; expiresAt: string }> {
  const code = newSecret();
  const expiresAt = new Date(context.platform.now() + lifeMs).toISOString();
  await insertSignInLink(context.db, { codeHash: await sha256(code), expiresAt });
  return { path: `/enter?code=${code}`, expiresAt };
}

/** @throws SignInError */
export async function useSignInLink(
  context: Pick<ServiceContext, "db" | "platform">,
  code: string,
): Promise<OpenedSession> {
  const taken = await takeSignInLink(context.db, {
    codeHash: await sha256(code),
    at: isoNow(context.platform),
  });
  if (!taken) throw new SignInError("this link was used before or is too old; ask the server for a new one");
  return openSession(context, { principal: { kind: "operator" }, life: "cookie" });
}
