import type { MiddlewareHandler } from "hono";
import type { z } from "zod";
import type { HttpEnv } from "../hono-env.ts";
import { parseInput, readJson } from "../read-json.ts";

/** Reads the body by a schema, and tells the pages' client what to send: `c.req.valid("json")`. */
export function jsonBody<Schema extends z.ZodType>(
  schema: Schema,
): MiddlewareHandler<HttpEnv, string, { in: { json: z.input<Schema> }; out: { json: z.output<Schema> } }> {
  return async (c, next) => {
    c.req.addValidatedData("json", parseInput(schema, await readJson(c.req)) as object);
    await next();
  };
}
