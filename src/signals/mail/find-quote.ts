/** What mail programs write above the message that they quote, in the languages of their menus. */
const introductions = [
  /^on .{4,120}\bwrote\s*:\s*$/i,
  /^am .{4,120}\bschrieb\b.{0,80}:\s*$/i,
  /^le .{4,120}\ba écrit\s*:\s*$/i,
  /^el .{4,120}\bescribi[óo]\s*:\s*$/i,
  /^(?:em|no dia|a) .{4,120}\bescreveu\s*:\s*$/i,
  /^il .{4,120}\bha scritto\s*:\s*$/i,
  /^op .{4,120}\bschreef\b.{0,80}:\s*$/i,
  /^.{4,80}(?:のメール|さんは書きました|:\s*wrote)[::]?\s*$/,
  /^\d{4}年\d{1,2}月\d{1,2}日.{0,80}[::]\s*$/,
  /^[-_*]{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|元のメッセージ|forwarded message|weitergeleitete nachricht)\b/i,
  /^##- .{0,120} -##\s*$/,
  /^_{20,}\s*$/,
];
/** What every one of these, and a header, has: most lines need no further look. */
const mayIntroduce = /[:：]|^(?:[-_*#]|\d{4}年)/;
/** A block of header lines does the same. */
const senderLine = /^\s*\*?(?:from|von|de|da|van|差出人)\s*:\*?\s*\S/i;
const otherHeaderLine =
  /^\s*\*?(?:sent|date|to|subject|gesendet|datum|an|betreff|envoyé|date|à|objet|enviado|fecha|para|asunto|assunto|data|inviato|oggetto|verzonden|onderwerp|送信日時|宛先|件名)\s*:/i;

/** @returns the number of the line where the quoted mail begins, or the count of lines */
export function findQuote(lines: readonly string[]): number {
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]?.trim() ?? "";
    if (!mayIntroduce.test(line) && !/[:：]\s*$/.test(lines[at + 1] ?? "")) continue;
    const joined = `${line} ${lines[at + 1]?.trim() ?? ""}`;
    const introduces = introductions.some((pattern) => pattern.test(line) || pattern.test(joined));
    const isHeader =
      senderLine.test(line) &&
      lines.slice(at + 1, at + 5).filter((next) => otherHeaderLine.test(next)).length >= 2;
    if ((introduces || isHeader) && hasWords(lines.slice(0, at))) return at;
  }
  return lines.length;
}

export function isQuotedLine(line: string): boolean {
  return /^\s{0,3}(?:>|\|\s|》)/.test(line);
}

/** Nothing of one's own above it: then the quoted or forwarded mail is the message. */
function hasWords(lines: readonly string[]): boolean {
  return lines.some((line) => !isQuotedLine(line) && /[\p{L}\p{N}]/u.test(line));
}
