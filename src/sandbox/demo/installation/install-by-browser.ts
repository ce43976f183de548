import { openBrowser } from "./browser.ts";

export interface BrowserInstall {
  /** The last page's status and text. */
  status: number;
  page: string;
  /** Where the help desk sent the browser back to. */
  callbackUrl: string;
  /** The cookies that Signalbox set on the way, as a browser would send them back. */
  cookies: string;
}

/** Walks through an installation as an admin's browser does: Signalbox's form, the help desk's consent, and back. */
export async function installByBrowser(input: {
  signalboxUrl: string;
  subdomain: string;
  helpdesk?: string;
  decision?: "allow" | "deny";
  /** Called in the moment in which the help desk sends the browser back; true ends the walk there. */
  stopBeforeCallback?: boolean;
}): Promise<BrowserInstall> {
  const { signalboxUrl, subdomain, helpdesk = "zendesk", decision = "allow" } = input;
  const { visit, cookies } = openBrowser(signalboxUrl);
  const begun = await visit(`${signalboxUrl}/install/${helpdesk}`, { subdomain });
  let consentUrl = begun.headers.get("location");
  if (!consentUrl) return { status: begun.status, page: await begun.text(), callbackUrl: "", cookies: "" };
  for (;;) {
    const { answered, callbackUrl } = await consentTo(consentUrl);
    if (input.stopBeforeCallback || !callbackUrl) {
      return { status: answered.status, page: "", callbackUrl, cookies: cookies() };
    }
    const done = await visit(callbackUrl);
    // Asked for more, when the help desk would not grant as little.
    const asked = done.headers.get("location");
    if (!asked) return { status: done.status, page: await done.text(), callbackUrl, cookies: cookies() };
    consentUrl = asked;
  }

  async function consentTo(consentUrl: string): Promise<{ answered: Response; callbackUrl: string }> {
    const consent = await visit(consentUrl);
    const action = /action="([^"]+)"/.exec(await consent.text())?.[1]?.replaceAll("&amp;", "&");
    const answered = action ? await visit(new URL(action, consentUrl).toString(), { decision }) : consent;
    return { answered, callbackUrl: answered.headers.get("location") ?? "" };
  }
}
