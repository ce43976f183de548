import type { Predictor } from "../classifier/create-predictor.ts";
import type { Signals } from "../routing/signals.ts";
import type { Ticket } from "../routing/ticket.ts";
import { findAmount } from "./facts/find-amount.ts";
import { findDate } from "./facts/find-date.ts";
import { findOrderNumber } from "./facts/find-order-number.ts";
import { findTrackingNumber } from "./facts/find-tracking-number.ts";
import { findAutoReply } from "./find-auto-reply.ts";
import { findComplexity, type History } from "./find-complexity.ts";
import { type FoundLabel, findLabel } from "./find-label.ts";
import { findLanguage } from "./find-language.ts";
import { findSpam } from "./find-spam.ts";
import { findVip } from "./find-vip.ts";
import { type Message, readMessage } from "./message.ts";
import { findSentiment } from "./mood/find-sentiment.ts";
import { findUrgency } from "./mood/find-urgency.ts";

export type SignalSource = Pick<Ticket, "subject" | "body" | "requester" | "organization" | "reopened">;

export interface Readers {
  /** Tells what the sender wants. */
  intents?: Predictor | undefined;
  /** What the shop's own tickets taught, by the signal that it gives. */
  learned?: Partial<{
    suggestedGroup: LearnedReader<string>;
    suggestedPriority: LearnedReader<string>;
    handlingMinutes: LearnedReader<number>;
  }>;
  history?: History | undefined;
}

export interface LearnedReader<Value> {
  predictor: Predictor;
  /** What a label stands for; undefined for one that means nothing any more. */
  valueOf(label: string): Value | undefined;
}

/** Everything that can be told from a ticket's text before it is routed. A signal that is not known is absent. */
export function readSignals(ticket: SignalSource, given: Readers = {}): Signals {
  const message = readMessage(ticket);
  const { requester, organization } = ticket;
  const trackingNumber = findTrackingNumber(message);
  const orderNumber = findOrderNumber(message);
  const signals = {
    language: findLanguage(message),
    intent: given.intents && findLabel(message, given.intents),
    suggestedGroup: findLearned(message, given.learned?.suggestedGroup),
    suggestedPriority: findLearned(message, given.learned?.suggestedPriority),
    handlingMinutes: findLearned(message, given.learned?.handlingMinutes),
    complexity: findComplexity(message, { isReopened: ticket.reopened, ...given.history }),
    sentiment: findSentiment(message),
    urgency: findUrgency(message),
    // A parcel's number may look like an order's, and has more to show for itself.
    orderNumber: orderNumber?.value === trackingNumber?.value ? undefined : orderNumber,
    trackingNumber,
    amount: findAmount(message),
    date: findDate(message),
    vip: findVip(message, {
      tags: [...requester.tags, ...(organization?.tags ?? [])],
      fields: { ...organization?.fields, ...requester.fields },
      tier: organization?.tier ?? null,
    }),
    spam: findSpam(message),
    autoReply: findAutoReply(message, requester.email),
  };
  return Object.fromEntries(Object.entries(signals).filter(([, signal]) => signal !== undefined)) as Signals;
}

function findLearned<Value>(
  message: Message,
  reader: LearnedReader<Value> | undefined,
): FoundLabel<Value> | undefined {
  if (!reader) return undefined;
  const label = findLabel(message, reader.predictor);
  const value = label && reader.valueOf(label.value);
  if (label === undefined || value === undefined) return undefined;
  const { against: next, ...shares } = label.shares;
  const against = next === undefined ? undefined : reader.valueOf(next);
  return { ...label, value, shares: { ...shares, ...(against === undefined ? {} : { against }) } };
}
