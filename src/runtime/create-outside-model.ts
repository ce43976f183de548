import { createOpenAiCompatible } from "../outside/openai-compatible.ts";
import type { OutsideModel } from "../ports/outside-model.ts";
import type { Platform } from "../ports/platform.ts";
import type { Env } from "./env.ts";

/** The operator's outside model, which tenants may switch on; undefined where none was set up. */
export function createOutsideModel(
  env: Pick<
    Env,
    "SIGNALBOX_OUTSIDE_MODEL_URL" | "SIGNALBOX_OUTSIDE_MODEL_NAME" | "SIGNALBOX_OUTSIDE_MODEL_KEY"
  >,
  platform: Platform,
): OutsideModel | undefined {
  if (!env.SIGNALBOX_OUTSIDE_MODEL_URL || !env.SIGNALBOX_OUTSIDE_MODEL_NAME) return undefined;
  return createOpenAiCompatible({
    url: env.SIGNALBOX_OUTSIDE_MODEL_URL,
    model: env.SIGNALBOX_OUTSIDE_MODEL_NAME,
    apiKey: env.SIGNALBOX_OUTSIDE_MODEL_KEY,
    platform,
  });
}
