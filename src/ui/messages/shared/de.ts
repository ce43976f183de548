import type { SameKeys } from "../create-catalog.tsx";
import type { messages as english } from "./en.ts";

export const messages: SameKeys<typeof english> = {
  "state.assigned": "Zugewiesen",
  "state.grouped": "In einer Gruppe",
  "state.held": "Wartet",
  "state.pending": "Wird verteilt",
  "state.left alone": "Nicht angefasst",
  "state.failed": "Gescheitert",
  "error.title": "Das konnte nicht geladen werden",
  "error.offline": "Keine Verbindung zu Signalbox. Sobald es eine gibt, wird es erneut versucht.",
  "error.session": "Sie sind nicht mehr angemeldet. Laden Sie die Seite neu.",
  "error.host": "Der Helpdesk um diese Seite hat nicht geantwortet. Laden Sie die Seite neu.",
  "error.retry": "Erneut versuchen",
  loading: "Wird geladen …",
};
