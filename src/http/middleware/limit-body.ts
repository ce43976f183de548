import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";

type Refuse = (c: Context) => Response | Promise<Response>;

/** Bytes of an oversized body that are still read, and thrown away, before it is refused. */
const patience = 1024 * 1024;

/**
 * Refuses a body of more than `maxSize` bytes (a whole number of KiB) with 413, before it is read to its end.
 *
 * A declared length is taken at its word: the HTTP server holds the sender to it, so the stream need not be counted.
 */
export function limitBody(maxSize: number, refuse: Refuse = tooLarge(maxSize)): MiddlewareHandler {
  const limitStream = bodyLimit({ maxSize, onError: refuse });
  return async (c, next) => {
    const declared = c.req.header("content-length");
    if (declared === undefined || c.req.header("transfer-encoding") !== undefined)
      return limitStream(c, next);
    if (Number(declared) <= maxSize) return next();
    if (Number(declared) <= patience) await readToItsEnd(c.req.raw);
    return refuse(c);
  };
}

function tooLarge(maxSize: number): Refuse {
  const message = `the body is larger than ${maxSize / 1024} KiB`;
  return (c) => c.json({ error: { code: "too-large", message } }, 413);
}

/** Who is cut off while still sending sees a broken connection and not the answer, and would send it all again. */
async function readToItsEnd({ body }: Request): Promise<void> {
  const reader = body?.getReader();
  while (reader && !(await reader.read()).done);
}
