/** Puts values in the place of `{name}`. */
export function fillIn(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_found, name: string) => String(values[name] ?? ""));
}
