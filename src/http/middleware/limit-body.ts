import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";

/** Reads no more of a body than a route needs, and answers 413 with the limit. */
export function limitBody(maxBytes: number) {
  const message = `the body is larger than ${maxBytes / 1024} KiB`;
  return bodyLimit({
    maxSize: maxBytes,
    onError: (c: Context) => c.json({ error: { code: "too-large", message } }, 413),
  });
}
