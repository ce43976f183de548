import { messages as shared } from "../shared/en.ts";

export const messages = {
  ...shared,
  title: "Signalbox",
  "tab.register": "Register",
} as const;
