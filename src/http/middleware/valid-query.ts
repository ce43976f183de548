import type { MiddlewareHandler } from "hono";
import type { z } from "zod";
import type { HttpEnv } from "../hono-env.ts";
import { parseInput } from "../read-json.ts";

/** What stands behind the ? of the address, by a schema: `c.req.valid("query")`; the pages' client is told what to send. */
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
