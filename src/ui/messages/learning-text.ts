import { createCatalog } from "./create-catalog.tsx";
import type { messages } from "./learning/en.ts";

/** What the page about learning says. */
export const learningText = createCatalog<typeof messages>({
  en: () => import("./learning/en.ts"),
  de: () => import("./learning/de.ts"),
  fr: () => import("./learning/fr.ts"),
  es: () => import("./learning/es.ts"),
  pt: () => import("./learning/pt.ts"),
  ja: () => import("./learning/ja.ts"),
});
