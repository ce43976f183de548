import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type IntakeOutcome, receiveDelivery } from "../../services/deliveries/receive-delivery.ts";
import type { AppDeps } from "../hono-env.ts";
import { open } from "../middleware/access.ts";

/** No vendor sends more; what is larger is not read to its end. */
const maxBodyBytes = 256 * 1024;

/** Open to everybody by design: the endpoint names the installation, and the signature over the raw bytes is the proof. */
export function webhookRoutes({ receive }: AppDeps): Hono {
  const onError = (c: Context) => {
    receive.recorder.countRejection("", "too large");
    return answer(c, "too large");
  };
  const capStream = bodyLimit({ maxSize: maxBodyBytes, onError });
  const signed = open("a signature over the raw bytes is the proof");
  return new Hono().post("/:helpdesk/:endpoint", signed, capUnlessDeclared(capStream, onError), async (c) => {
    const outcome = await receiveDelivery(receive, {
      helpdesk: c.req.param("helpdesk"),
      endpoint: c.req.param("endpoint"),
      headers: { get: (name) => c.req.header(name) ?? null },
      body: new Uint8Array(await c.req.arrayBuffer()),
    });
    return answer(c, outcome);
  });
}

/** A declared length is held by the HTTP server, so the stream need not be counted. */
function capUnlessDeclared(
  capStream: MiddlewareHandler,
  onError: (c: Context) => Response,
): MiddlewareHandler {
  return async (c, next) => {
    const declared = c.req.header("content-length");
    if (declared === undefined) return capStream(c, next);
    if (Number(declared) > maxBodyBytes) return onError(c);
    await next();
  };
}

/** The one place where outcomes become statuses. */
function answer(c: Context, outcome: IntakeOutcome): Response {
  switch (outcome) {
    case "accepted":
    case "duplicate":
    case "ignored":
      return c.json({ outcome }, 200);
    case "endpoint unknown":
      return c.json({ outcome }, 404);
    case "too large":
      return c.json({ outcome }, 413);
    case "signature invalid":
    case "signature stale":
      return c.json({ outcome }, 401);
    case "malformed":
      return c.json({ outcome }, 400);
    case "secret missing":
    case "not recorded":
      // Zendesk retries 503 only with a Retry-After under 60 s, and never a 500.
      return c.json({ outcome }, 503, { "retry-after": "5" });
    default: {
      const missing: never = outcome;
      throw new Error(`no status for ${String(missing)}`);
    }
  }
}
