import type { SameKeys } from "../create-catalog.tsx";
import { messages as shared } from "../shared/de.ts";
import type { messages as english } from "./en.ts";

export const messages: SameKeys<typeof english> = {
  ...shared,
  title: "Signalbox",
  "tab.register": "Register",
};
