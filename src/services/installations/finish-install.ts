import * as z from "zod";
import { takeAttempt } from "../../db/queries/install-attempts.ts";
import { InputError } from "../../ports/app-error.ts";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import { isoNow, type ServiceContext } from "../context.ts";
import { getHelpdesk } from "../helpdesk/get-helpdesk.ts";
import { sha256 } from "../secrets.ts";
import { redirectUriOf } from "./begin-install.ts";
import { type Established, establishInstallation } from "./establish-installation.ts";

/** What a help desk sends back by the browser. */
export const ConsentAnswer = z.object({
  state: z.string().min(1).max(200),
  code: z.string().min(1).max(2000).optional(),
  error: z.string().max(200).optional(),
});

export type FinishedInstall =
  | { outcome: "connected"; established: Established }
  /** The help desk does not grant as little as we need; the admin has to be asked for more. */
  | { outcome: "ask for more"; subdomain: string };

/** Trades the answer to the question for consent for access, and connects the help desk. @throws InputError */
export async function finishInstall(
  context: ServiceContext,
  input: { helpdesk: string; answer: z.infer<typeof ConsentAnswer>; browserKey: string },
): Promise<FinishedInstall> {
  const { answer } = input;
  const attempt = await takeAttempt(context.db, {
    stateHash: await sha256(answer.state),
    browserHash: await sha256(input.browserKey),
    at: isoNow(context.platform),
  });
  const helpdesk = getHelpdesk(context, input.helpdesk);
  if (!attempt || attempt.helpdesk !== helpdesk.name || !helpdesk.oauth) {
    throw new InputError(
      "this installation was begun in another browser, finished already, or too long ago; begin it again",
    );
  }
  const { subdomain, asksForAll } = attempt;
  if (answer.error === "invalid_scope" && !asksForAll) return { outcome: "ask for more", subdomain };
  if (answer.code === undefined) {
    throw new InputError(
      answer.error === "access_denied"
        ? "the help desk was not connected, because the access was not allowed; nothing was changed"
        : "the help desk did not give access; begin the installation again, or ask this server's operator",
    );
  }
  const verifier = await context.keyring.open(attempt.sealedVerifier, `${attempt.stateHash}/verifier`);
  const pair = await helpdesk.oauth
    .exchangeCode({
      subdomain,
      code: answer.code,
      verifier,
      redirectUri: redirectUriOf(context, helpdesk.name),
      asksForAll,
      platform: context.platform,
    })
    .catch((error: unknown) => {
      if (!(error instanceof HelpdeskError) || error.failure !== "unauthorized") throw error;
      throw new InputError(
        "the help desk took too long or gave its answer twice; begin the installation again",
      );
    });
  if (!pair && !asksForAll) return { outcome: "ask for more", subdomain };
  if (!pair) throw new InputError("the help desk grants none of the access that Signalbox needs");
  const established = await establishInstallation(context, { helpdesk: helpdesk.name, subdomain, pair });
  return { outcome: "connected", established };
}
