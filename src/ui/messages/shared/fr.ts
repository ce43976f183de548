import type { SameKeys } from "../create-catalog.tsx";
import type { messages as english } from "./en.ts";

export const messages: SameKeys<typeof english> = {
  "state.assigned": "Attribué",
  "state.grouped": "Dans un groupe",
  "state.held": "En attente",
  "state.pending": "En cours de routage",
  "state.left alone": "Laissé tel quel",
  "state.failed": "Échec",
  "error.title": "Impossible de charger ce contenu",
  "error.offline": "Pas de connexion à Signalbox. Une nouvelle tentative aura lieu dès que possible.",
  "error.session": "Vous n’êtes plus connecté. Rechargez la page pour continuer.",
  "error.host": "Le service d’assistance autour de cette page n’a pas répondu. Rechargez la page.",
  "error.retry": "Réessayer",
  loading: "Chargement …",
};
