import type { SameKeys } from "../create-catalog.tsx";
import { messages as shared } from "../shared/ja.ts";
import type { messages as english } from "./en.ts";

export const messages: SameKeys<typeof english> = {
  ...shared,
  title: "このチケットがここにある理由",
};
