import type { Document } from "../classifier/document.ts";
import { readMessage } from "./message.ts";

/** A ticket's text as models read it: cleaned in the same way when they learn and when they tell. */
export function readDocument(ticket: { subject: string; body: string }): Document {
  const { subject, body } = readMessage(ticket);
  return { subject, body };
}
