import type { Context } from "hono";

/** What the forms of the front door send, cut to what can be. */
export async function readForm(c: Context): Promise<{ subdomain: string; apiKey: string }> {
  const { subdomain, apiKey } = await c.req.parseBody();
  const textOf = (value: unknown) => (typeof value === "string" ? value.slice(0, 200) : "");
  return { subdomain: textOf(subdomain), apiKey: textOf(apiKey).trim() };
}
