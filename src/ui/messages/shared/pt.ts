import type { SameKeys } from "../create-catalog.tsx";
import type { messages as english } from "./en.ts";

export const messages: SameKeys<typeof english> = {
  "state.assigned": "Atribuído",
  "state.grouped": "Em um grupo",
  "state.held": "Em espera",
  "state.pending": "Sendo distribuído",
  "state.left alone": "Não alterado",
  "state.failed": "Falhou",
  "error.title": "Não foi possível carregar",
  "error.offline": "Sem conexão com o Signalbox. Haverá nova tentativa assim que ela voltar.",
  "error.session": "Sua sessão terminou. Recarregue a página para continuar.",
  "error.host": "A central de suporte em torno desta página não respondeu. Recarregue a página.",
  "error.retry": "Tentar novamente",
  loading: "Carregando …",
};
