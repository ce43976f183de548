import * as z from "zod";
import type { ServiceContext } from "../services/context.ts";
import { buryLetter } from "../services/dead-letters/bury-letter.ts";
import { type JobDefinition, jobCatalog } from "./catalog.ts";
import { type JobName, jobTypes } from "./job-types.ts";
import { tellFailure } from "./tell-failure.ts";

/** A message as Cloudflare Queues hands it out. */
export interface Message {
  id: string;
  body: unknown;
  /** How often it was handed out, this time included. */
  attempts: number;
  ack(): void;
  retry(options?: { delaySeconds?: number }): void;
}

const Envelope = z.object({ name: z.enum(Object.keys(jobTypes) as [JobName]), payload: z.unknown() });

const definitions: Record<JobName, JobDefinition> = jobCatalog;
const longestDelaySeconds = 60;

/** Runs the jobs of one batch side by side; each message is settled by itself, so one that breaks leaves the others. */
export async function consumeMessages(context: ServiceContext, messages: readonly Message[]): Promise<void> {
  await Promise.all(messages.map((message) => consume(context, message)));
}

/**
 * Keeps what the platform itself has put aside: messages whose failure could not even be recorded. One that cannot be
 * kept now stays where it is.
 */
export async function keepDeadMessages(context: ServiceContext, messages: readonly Message[]): Promise<void> {
  for (const message of messages) {
    try {
      await bury(context, message, "it could be neither done nor recorded");
      message.ack();
    } catch (error) {
      context.platform.log.error("dead message not kept", { messageId: message.id, error });
      message.retry({ delaySeconds: longestDelaySeconds });
    }
  }
}

async function consume(context: ServiceContext, message: Message): Promise<void> {
  const { log } = context.platform;
  const envelope = Envelope.safeParse(message.body);
  try {
    if (!envelope.success) {
      await bury(context, message, "the message is none of ours");
      return message.ack();
    }
    const { name, payload } = envelope.data;
    try {
      await definitions[name].run(context, payload);
    } catch (error) {
      log.error("job failed", { messageId: message.id, name, attempts: message.attempts, error });
      if (message.attempts <= definitions[name].retryLimit) {
        return message.retry({ delaySeconds: Math.min(longestDelaySeconds, 2 ** message.attempts) });
      }
      await bury(context, message, tellFailure(error));
    }
    message.ack();
  } catch (error) {
    // Not even the failure could be recorded: the platform keeps the message, and in the end puts it aside itself.
    log.error("message not settled", { messageId: message.id, error });
    message.retry({ delaySeconds: longestDelaySeconds });
  }
}

function bury(context: ServiceContext, { id, body }: Message, reason: string): Promise<void> {
  const { name, payload } = (body ?? {}) as { name?: unknown; payload?: unknown };
  return buryLetter(context, { letterId: id, name: String(name), payload, reason });
}
