import { html } from "hono/html";
import { asSentence, type Html, plainLayout } from "./layout.ts";

/**
 * What a person reads who asked for a page and does not get it.
 *
 * @param signInPaths set where signing in would help
 */
export function refusalPage(message: string, signInPaths: string[] = []): Html {
  const isSignedOut = signInPaths.length > 0;
  const title = isSignedOut ? "Please sign in" : "Nothing to see here";
  const body = html`
<h1>${title}</h1>
<section>
<p class="why">${asSentence(message)}.</p>
${
  isSignedOut
    ? html`<p>${signInPaths.map((path) => html`<a href="${path}">Sign in to a ${nameOf(path)} help desk</a>`)}</p>`
    : html`<p>A ticket is listed as soon as the help desk reports it. If no help desk is connected, connect one first: the
README shows how.</p>`
}
</section>`;
  return plainLayout({ title, body });
}

/** A help desk's own name, from the address of its page. */
function nameOf(path: string): string {
  const name = path.slice("/sign-in/".length);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
