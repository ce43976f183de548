import type { MiddlewareHandler } from "hono";
import type { z } from "zod";
import type { HttpEnv } from "../hono-env.ts";
import { parseInput, readJson } from "../read-json.ts";

/** The body by its schema, found with `c.req.valid("json")`; the pages' calls get their types from here. */
export function jsonBody<Schema extends z.ZodType<object>, Path extends string>(
  schema: Schema,
): MiddlewareHandler<HttpEnv, Path, { in: { json: z.input<Schema> }; out: { json: z.output<Schema> } }> {
  return async (c, next) => {
    c.req.addValidatedData("json", parseInput(schema, await readJson(c.req)));
    await next();
  };
}

/** The same for what stands behind the ? of the address. */
export function queryOf<Schema extends z.ZodType<object>, Path extends string>(
  schema: Schema,
): MiddlewareHandler<
  HttpEnv,
  Path,
  { in: { query: Partial<Record<keyof z.input<Schema>, string>> }; out: { query: z.output<Schema> } }
> {
  return async (c, next) => {
    c.req.addValidatedData("query", parseInput(schema, c.req.query()));
    await next();
  };
}
