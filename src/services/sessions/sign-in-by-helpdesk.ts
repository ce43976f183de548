import { findInstallationBySubdomain } from "../../db/queries/installations.ts";
import { isLead } from "../../db/queries/sessions.ts";
import type { Installation } from "../../db/schema/index.ts";
import type { HelpdeskClient } from "../../ports/helpdesk.ts";
import type { HelpdeskSignIn, SignedIn } from "../../ports/helpdesk-sign-in.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { ServiceContext } from "../context.ts";
import { getHelpdesk } from "../helpdesk/get-helpdesk.ts";
import { openClient } from "../helpdesk/open-client.ts";
import { type OpenedSession, openSession, SignInError } from "./open-session.ts";
import type { PersonRole, Principal } from "./principal.ts";

const keyLifeMs = 60 * 60_000;
/** Who sends bad tokens must not be able to make us ask the help desk each time. */
const minKeyAgeMs = 60_000;
const keyLimit = 1_000;

/** Per installation, in this process. */
export type AppKeys = Map<
  string,
  { publicKey: string; appInstallationId: string | undefined; readAtMs: number }
>;

const refusal = "the help desk's sign-in is not valid or too old; reload the page";

/**
 * Trades the token that the help desk posts with our page for a session. The token says who it is; what they may do
 * is asked of the help desk's API.
 *
 * @throws SignInError
 */
export async function signInByHelpdesk(
  context: ServiceContext & { appKeys: AppKeys },
  input: { helpdesk: string; token: string },
): Promise<{ session: OpenedSession; principal: Principal; installation: Installation }> {
  const { signIn } = getHelpdesk(context, input.helpdesk);
  const subdomain = signIn?.readSubdomain(input.token);
  if (!signIn || subdomain === undefined) throw new SignInError(refusal);
  const installation = await findInstallationBySubdomain(context.db, input.helpdesk, subdomain);
  if (!installation?.sealedCredentials) {
    throw new SignInError("this help desk is not connected to Signalbox; an admin has to install it first");
  }
  const client = await openClient(context, installation);
  const signedIn = await verify(context, { signIn, client, installation, token: input.token });
  if (!signedIn) throw new SignInError(refusal);
  const role = await readRole(context, client, installation.id, signedIn.userId);
  if (!role) throw new SignInError("only agents and admins of the help desk may open this");
  const { userId } = signedIn;
  const principal: Principal = { kind: "person", installationId: installation.id, userId, role };
  const session = await openSession(context, { principal, life: "bearer", proof: input.token });
  await recordAudit(context, {
    installationId: installation.id,
    actor: `user:${userId}`,
    act: "signed in",
    detail: { role },
  });
  return { session, principal, installation };
}

/** What somebody may do here, by the help desk's word today; undefined for customers and suspended people. */
export async function readRole(
  context: Pick<ServiceContext, "db">,
  client: HelpdeskClient,
  installationId: string,
  userId: string,
): Promise<PersonRole | undefined> {
  const person = await client.findPerson?.(userId);
  if (!person || person.role === "none") return undefined;
  if (person.role === "admin") return "admin";
  return (await isLead(context.db, installationId, userId)) ? "lead" : "agent";
}

async function verify(
  context: ServiceContext & { appKeys: AppKeys },
  input: { signIn: HelpdeskSignIn; client: HelpdeskClient; installation: Installation; token: string },
): Promise<SignedIn | undefined> {
  const { signIn, client, installation, token } = input;
  const nowMs = context.platform.now();
  const known = context.appKeys.get(installation.id);
  const isFresh = known !== undefined && nowMs - known.readAtMs < keyLifeMs;
  const attempt = async (key: Awaited<ReturnType<typeof readKey>>) =>
    key.appInstallationId === undefined
      ? undefined
      : signIn.verify({
          token,
          subdomain: installation.subdomain,
          publicKey: key.publicKey,
          appInstallationId: key.appInstallationId,
          nowMs,
        });
  const signedIn = isFresh ? await attempt(known) : undefined;
  if (signedIn || (known && nowMs - known.readAtMs < minKeyAgeMs)) return signedIn;
  // The app may have been installed anew, or have a new key.
  return attempt(await readKey(context, client, installation));
}

async function readKey(
  context: ServiceContext & { appKeys: AppKeys },
  client: HelpdeskClient,
  installation: Installation,
) {
  const publicKey = (await client.readAppKey?.()) ?? "";
  const appInstallationId = await client.findAppInstallation?.();
  const key = { publicKey, appInstallationId, readAtMs: context.platform.now() };
  if (context.appKeys.size >= keyLimit) context.appKeys.clear();
  context.appKeys.set(installation.id, key);
  return key;
}
