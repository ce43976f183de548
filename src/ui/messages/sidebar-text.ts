import { createCatalog } from "./create-catalog.tsx";
import type { messages } from "./sidebar/en.ts";

/** What the sidebar page says. */
export const sidebarText = createCatalog<typeof messages>({
  en: () => import("./sidebar/en.ts"),
  de: () => import("./sidebar/de.ts"),
  fr: () => import("./sidebar/fr.ts"),
  es: () => import("./sidebar/es.ts"),
  pt: () => import("./sidebar/pt.ts"),
  ja: () => import("./sidebar/ja.ts"),
});
