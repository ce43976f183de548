import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";

/** Refuses a larger body before it is read to its end; `maxSize` in bytes, a whole number of KiB. */
export function limitBody(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: (c: Context) => {
      const message = `the body is larger than ${maxSize / 1024} KiB`;
      return c.json({ error: { code: "too-large", message } }, 413);
    },
  });
}
