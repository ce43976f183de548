import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { isRecord } from "../../http/is-record.ts";
import type { User } from "../types.ts";
import type { Token } from "../world.ts";
import { forbidden, invalidAttribute } from "./api-error.ts";

export type Caller = { user: User; token: Token };

export type Env = { Bindings: HttpBindings; Variables: { caller: Caller } };

export type ApiContext = Context<Env>;

export function requireAdmin(c: ApiContext): Caller {
  const caller = c.get("caller");
  if (caller.user.role !== "admin") throw forbidden();
  return caller;
}

export function idParam(c: ApiContext, name: string): number {
  const text = c.req.param(name) ?? "";
  if (!/^\d+$/.test(text)) throw invalidAttribute(name, `Invalid parameter: ${name} must be an integer`);
  return Number(text);
}

export function idsQuery(c: ApiContext): number[] {
  return (c.req.query("ids") ?? "")
    .split(",")
    .filter((part) => /^\d+$/.test(part.trim()))
    .map(Number);
}

/** The object under `key`; like the vendor, anything that is not JSON counts as an empty body. */
export async function readRecord(c: ApiContext, key: string): Promise<Record<string, unknown>> {
  const record = (await readBody(c))[key];
  if (!isRecord(record)) throw invalidAttribute(key, `Invalid parameter: ${key} is required`);
  return record;
}

export async function readBody(c: ApiContext): Promise<Record<string, unknown>> {
  if (!c.req.header("content-type")?.includes("application/json")) return {};
  try {
    const body: unknown = await c.req.json();
    return isRecord(body) ? body : {};
  } catch {
    throw invalidAttribute("body", "The request body is not valid JSON");
  }
}
