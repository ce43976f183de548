import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { AppError, InputError, NotFoundError } from "../../ports/app-error.ts";
import { HelpdeskError } from "../../ports/helpdesk.ts";
import type { Log } from "../../ports/platform.ts";

/** Refusals keep their words; a bug says nothing about itself to the outside. */
export function errorResponse(log: Log) {
  return (error: Error, c: Context): Response => {
    if (error instanceof HTTPException) return error.getResponse();
    if (error instanceof AppError) {
      return c.json({ error: { code: error.code, message: error.message } }, statusOf(error));
    }
    log.error("request failed", { method: c.req.method, path: c.req.path, error });
    return c.json({ error: { code: "internal", message: "something went wrong on our side" } }, 500);
  };
}

function statusOf(error: AppError): 400 | 404 | 409 | 502 {
  if (error instanceof InputError) return 400;
  if (error instanceof NotFoundError) return 404;
  if (error instanceof HelpdeskError) return 502;
  return 409;
}
