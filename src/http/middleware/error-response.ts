import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import {
  AppError,
  ForbiddenError,
  InputError,
  NotFoundError,
  UnauthorizedError,
} from "../../ports/app-error.ts";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import type { Log } from "../../ports/platform.ts";
import { SignInError } from "../../services/sessions/open-session.ts";
import { refusalPage } from "../pages/refusal-page.ts";

/**
 * Refusals keep their words; a bug says nothing about itself to the outside.
 *
 * @param signInPaths where whoever is not signed in may do so
 */
export function errorResponse(log: Log, signInPaths: string[]) {
  return (error: Error, c: Context): Response | Promise<Response> => {
    if (error instanceof HTTPException) return error.getResponse();
    if (error instanceof AppError && isPage(c.req.path)) {
      return c.html(
        refusalPage(error.message, error instanceof UnauthorizedError ? signInPaths : []),
        statusOf(error),
      );
    }
    if (error instanceof AppError) {
      return c.json({ error: { code: error.code, message: error.message } }, statusOf(error));
    }
    log.error("request failed", { method: c.req.method, path: c.req.path, error });
    return c.json({ error: { code: "internal", message: "something went wrong on our side" } }, 500);
  };
}

/** Whoever opens a page is a person; programs are told in JSON. */
function isPage(path: string): boolean {
  return /^\/(tickets(\/.*)?|enter|sidebar|settings|(app|install|sign-in)\/.*)?$/.test(path);
}

function statusOf(error: AppError): 400 | 401 | 403 | 404 | 409 | 502 {
  if (error instanceof UnauthorizedError || error instanceof SignInError) return 401;
  if (error instanceof ForbiddenError) return 403;
  if (error instanceof InputError) return 400;
  if (error instanceof NotFoundError) return 404;
  if (error instanceof HelpdeskError) return 502;
  return 409;
}
