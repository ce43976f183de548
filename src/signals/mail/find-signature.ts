const delimiter = /^(?:--|—|__)\s?$/;
const device =
  /^(?:sent from my|get outlook for|sent via|sent with|von meinem .{1,30} gesendet|gesendet von|envoyé (?:de|depuis)|enviado (?:desde|do|de) m|inviato da|verzonden vanaf|iphoneから送信|.{2,12}から送信)/i;
const disclaimer =
  /^(?:this (?:e-?mail|message).{0,80}(?:confidential|intended)|confidentiality notice|diese (?:e-?mail|nachricht).{0,80}vertraulich|ce (?:courriel|message).{0,80}confidentiel|este (?:correo|mensaje|e-?mail).{0,80}confiden|please consider the environment)/i;
const closing =
  /^(?:(?:kind|best|warm|many|with best)? ?(?:regards|wishes)|best|cheers|sincerely|yours (?:sincerely|faithfully|truly)|thanks(?: and regards| in advance| so much)?|thank you|many thanks|mit freundlichen gr(?:ü|ue)(?:ß|ss)en|(?:viele|liebe|beste|freundliche) gr(?:ü|ue)(?:ß|ss)e|mfg|lg|vg|cordialement|bien à vous|bien cordialement|salutations|merci d'avance|(?:un )?saludos?(?: cordiales)?|atentamente|un cordial saludo|gracias de antemano|atenciosamente|cumprimentos|com os melhores cumprimentos|obrigad[oa]|cordiali saluti|distinti saluti|met vriendelijke groeten?|groetjes|よろしくお願いします|よろしくお願いいたします|以上)\s*[,.!、。]*\s*$/i;
const longestSignature = 7;
const longestLine = 60;

/**
 * @returns the number of the line where the signature begins, or the count of lines. A closing counts only when a few
 * short lines follow and nothing in them asks anything: "Thanks" in the middle of a mail ends nothing.
 */
export function findSignature(lines: readonly string[]): number {
  for (let at = 1; at < lines.length; at++) {
    const line = lines[at]?.trim() ?? "";
    if (delimiter.test(line) || device.test(line) || disclaimer.test(line)) return at;
    if (closing.test(line) && isSignature(lines.slice(at + 1))) return at;
  }
  return lines.length;
}

function isSignature(rest: readonly string[]): boolean {
  const written = rest.map((line) => line.trim()).filter((line) => line !== "");
  return (
    written.length <= longestSignature &&
    written.every((line) => line.length <= longestLine && !/[?？]/.test(line))
  );
}
