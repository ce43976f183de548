import { html } from "hono/html";
import { asSentence, type Html, helpdeskName, plainLayout } from "./layout.ts";

/**
 * What a person reads who asked for a page and does not get it.
 *
 * @param signInPaths set where signing in would help
 */
export function refusalPage(message: string, signInPaths: string[] = []): Html {
  const isSignedOut = signInPaths.length > 0;
  const title = isSignedOut ? "Please sign in" : "This page cannot be shown";
  const body = html`
<h1>${title}</h1>
<section>
<p class="why">${asSentence(message)}.</p>
${
  isSignedOut
    ? html`<p>${signInPaths.map((path) => html`<a href="${path}">Sign in to a ${helpdeskName(path.slice("/sign-in/".length))} help desk</a>`)}</p>`
    : html`<p>A ticket is listed as soon as the help desk reports it. If no help desk is connected yet, connect one first.</p>`
}
</section>`;
  return plainLayout({ title, body });
}
