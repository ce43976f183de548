import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { ApiError } from "../../http/api-error.ts";
import { isRecord } from "../../http/is-record.ts";
import type { Agent } from "../types.ts";
import type { World } from "../world.ts";
import { accessDenied, invalidJson, notFound } from "./api-error.ts";

export type Env = { Bindings: HttpBindings; Variables: { caller: Agent } };

export type ApiContext = Context<Env>;

export function requireAdmin(c: ApiContext): void {
  if (!c.get("caller").isAdmin) throw accessDenied();
}

export function idParam(world: World, c: ApiContext, name = "id"): number {
  const text = c.req.param(name) ?? "";
  if (!/^\d+$/.test(text)) throw notFound(world);
  return Number(text);
}

/** The body as an object. @throws ApiError 415 without a JSON content type, 400 when it is no JSON object */
export async function readBody(c: ApiContext): Promise<Record<string, unknown>> {
  if (!c.req.header("content-type")?.includes("application/json")) {
    throw new ApiError(415, {
      code: "invalid_content_type",
      message: "Content-Type header is set to an unsupported type",
    });
  }
  let body: unknown;
  try {
    body = await c.req.json();
  } catch {
    throw invalidJson();
  }
  if (!isRecord(body)) throw invalidJson();
  return body;
}

/** What `include=` asks for. @throws ApiError 400 on a word that this endpoint does not know */
export function includesOf(c: ApiContext, known: readonly string[]): string[] {
  const words = (c.req.query("include") ?? "").split(",").filter((word) => word !== "");
  if (words.some((word) => !known.includes(word))) {
    throw new ApiError(400, {
      description: "Validation failed",
      errors: [
        {
          field: "include",
          message: `It should be one of these values: '${known.join(",")}'`,
          code: "invalid_value",
        },
      ],
    });
  }
  return words;
}
