import { ApiError } from "../../http/api-error.ts";
import type { World } from "../world.ts";
import type { ApiContext } from "./env.ts";

const defaultPerPage = 30;
const maxPerPage = 100;

/** One numbered page. The Link header names the next one and is absent on the last. */
export function paginate<T>(
  world: World,
  c: ApiContext,
  items: readonly T[],
  limits: { maxPages?: number } = {},
): T[] {
  const page = numberOf(c, "page", 1, limits.maxPages ?? Number.MAX_SAFE_INTEGER);
  const perPage = numberOf(c, "per_page", defaultPerPage, maxPerPage);
  const end = page * perPage;
  if (end < items.length) {
    const url = new URL(c.req.url);
    url.searchParams.set("page", String(page + 1));
    const host = `https://${world.subdomain}.freshdesk.com`;
    c.header("Link", `<${host}${url.pathname}${url.search}>; rel="next"`);
  }
  return items.slice(end - perPage, end);
}

function numberOf(c: ApiContext, name: string, fallback: number, most: number): number {
  const text = c.req.query(name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  const message =
    most === Number.MAX_SAFE_INTEGER
      ? "It should be a Positive Integer"
      : `It should be a Positive Integer less than or equal to ${most}`;
  throw new ApiError(400, {
    description: "Validation failed",
    errors: [{ field: name, message, code: "invalid_value" }],
  });
}
