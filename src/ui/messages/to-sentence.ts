/** What the server says in the middle of a sentence, as one of its own. What is quoted at its beginning stays as it is. */
export function toSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
