import { searchMessage } from "./facts/search-message.ts";
import { type Found, found } from "./found.ts";
import type { Message } from "./message.ts";

const machineAddress =
  /^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|donotreply|mailer-daemon|postmaster|bounces?|notifications?|auto(?:mated|responder)?)(?:[+\-_.].*)?@/i;
const absence =
  /\b(?:out of (?:the )?office|automatic reply|auto-?reply|auto(?:matic)? response|on (?:annual|parental|maternity) leave|abwesenheits\w*|automatische antwort|bin (?:derzeit|momentan|aktuell) nicht (?:im büro|erreichbar)|nicht im büro|réponse automatique|absence du bureau|absent du bureau|actuellement absent|respuesta automática|fuera de la oficina|ausente de la oficina|resposta automática|fora do escritório|ausência|risposta automatica|fuori sede|fuori ufficio|automatisch antwoord|afwezigheid|niet op kantoor)|自動返信|自動応答|不在にして/giu;
const bounce =
  /\b(?:delivery status notification|undeliver(?:able|ed)|mail delivery (?:failed|subsystem)|returned mail|delivery has failed|message could not be delivered|unzustellbar|zustellung fehlgeschlagen|non remis|no se pudo entregar|não foi possível entregar)\b|配信できません/giu;
const leadingWords = 40;
const longestPhrase = 60;

/** A note written by a machine. Absence in the subject or at the start counts; in the midst it may be a story. */
export function findAutoReply(message: Message, email: string | null): Found<boolean> | undefined {
  if (email && machineAddress.test(email)) return found(true, 0.9, []);
  const limit =
    message.words.filter(({ part }) => part === "body")[leadingWords]?.start ?? message.body.length;
  const start = { ...message, body: message.body.slice(0, limit + longestPhrase) };
  const hits = [...searchMessage(start, bounce), ...searchMessage(start, absence)];
  const inSubject = hits.find(({ part }) => part === "subject");
  if (inSubject) return found(true, 0.95, [inSubject.carrier]);
  const leading = hits.find(({ index }) => index < limit);
  return leading && found(true, message.words.length < 80 ? 0.7 : 0.4, [leading.carrier]);
}
