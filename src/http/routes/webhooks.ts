import { type Context, Hono } from "hono";
import { receiveDelivery } from "../../services/deliveries/receive-delivery.ts";
import { answerIntake } from "../answer-intake.ts";
import type { AppDeps } from "../hono-env.ts";
import { open } from "../middleware/access.ts";
import { limitBody } from "../middleware/limit-body.ts";

/** No vendor sends more; what is larger is not read to its end. */
const maxBodyBytes = 256 * 1024;

/** Open to everybody by design: the endpoint names the installation, and the signature over the raw bytes is the proof. */
export function webhookRoutes({ receive }: AppDeps): Hono {
  const refuse = (c: Context) => {
    receive.recorder.countRejection("", "too large");
    return answerIntake(c, "too large");
  };
  const signed = open("a signature over the raw bytes is the proof");
  return new Hono().post("/:helpdesk/:endpoint", signed, limitBody(maxBodyBytes, refuse), async (c) => {
    const outcome = await receiveDelivery(receive, {
      helpdesk: c.req.param("helpdesk"),
      endpoint: c.req.param("endpoint"),
      headers: { get: (name) => c.req.header(name) ?? null },
      body: new Uint8Array(await c.req.arrayBuffer()),
    });
    return answerIntake(c, outcome);
  });
}
