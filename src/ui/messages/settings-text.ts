import { createCatalog } from "./create-catalog.tsx";
import type { messages } from "./settings/en.ts";

/** What the settings page says. */
export const settingsText = createCatalog<typeof messages>({
  en: () => import("./settings/en.ts"),
  de: () => import("./settings/de.ts"),
  fr: () => import("./settings/fr.ts"),
  es: () => import("./settings/es.ts"),
  pt: () => import("./settings/pt.ts"),
  ja: () => import("./settings/ja.ts"),
});
