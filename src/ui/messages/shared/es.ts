import type { SameKeys } from "../create-catalog.tsx";
import type { messages as english } from "./en.ts";

export const messages: SameKeys<typeof english> = {
  "state.assigned": "Asignado",
  "state.grouped": "En un grupo",
  "state.held": "En espera",
  "state.pending": "Asignándose",
  "state.left alone": "Sin cambios",
  "state.failed": "Fallido",
  "error.title": "No se pudo cargar",
  "error.offline": "No hay conexión con Signalbox. Se volverá a intentar en cuanto la haya.",
  "error.session": "Ya no ha iniciado sesión. Vuelva a cargar la página para continuar.",
  "error.host": "El centro de ayuda que muestra esta página no respondió. Vuelva a cargarla.",
  "error.retry": "Reintentar",
  loading: "Cargando …",
};
