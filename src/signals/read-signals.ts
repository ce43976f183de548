import type { Predictor } from "../classifier/create-predictor.ts";
import type { Signals } from "../routing/signals.ts";
import type { Ticket } from "../routing/ticket.ts";
import { findAmount } from "./facts/find-amount.ts";
import { findDate } from "./facts/find-date.ts";
import { findOrderNumber } from "./facts/find-order-number.ts";
import { findTrackingNumber } from "./facts/find-tracking-number.ts";
import { findAutoReply } from "./find-auto-reply.ts";
import { findComplexity, type History } from "./find-complexity.ts";
import { findIntent } from "./find-intent.ts";
import { findLanguage } from "./find-language.ts";
import { findSpam } from "./find-spam.ts";
import { findVip } from "./find-vip.ts";
import { readMessage } from "./message.ts";
import { findSentiment } from "./mood/find-sentiment.ts";
import { findUrgency } from "./mood/find-urgency.ts";

export type SignalSource = Pick<Ticket, "subject" | "body" | "requester" | "organization" | "reopened">;

/** Everything that can be told from a ticket's text before it is routed. A signal that is not known is absent. */
export function readSignals(
  ticket: SignalSource,
  given: { intents?: Predictor | undefined; history?: History | undefined } = {},
): Signals {
  const message = readMessage(ticket);
  const { requester, organization } = ticket;
  const trackingNumber = findTrackingNumber(message);
  const orderNumber = findOrderNumber(message);
  const signals = {
    language: findLanguage(message),
    intent: given.intents && findIntent(message, given.intents),
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
