import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import type { Surroundings } from "../surroundings.ts";
import { ApiError } from "./api-error.ts";

/** Turns what was thrown into the answer: JSON, plain text, HTML, or nothing at all. */
export function answerError(world: Surroundings) {
  return (error: Error, c: Context): Response => {
    if (error instanceof ApiError) {
      for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
      if (error.body === undefined) return c.body(null, error.status as 404);
      if (typeof error.body !== "string") return c.json(error.body, error.status as 400);
      c.header("Content-Type", error.body.startsWith("<html>") ? "text/html" : "text/plain; charset=utf-8");
      return c.body(error.body, error.status as 400);
    }
    // A request cut short by stop() has nobody left to answer.
    if (world.stopping.signal.aborted) return RESPONSE_ALREADY_SENT;
    return c.json({ error: "SandboxFailure", description: error.message }, 500);
  };
}
