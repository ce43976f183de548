import { messages as shared } from "../shared/en.ts";

export const messages = {
  ...shared,
  title: "Why this ticket is here",
} as const;
