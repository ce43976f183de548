/**
 * The vendor's own pretty printer: sorted keys, three spaces, a space inside empty objects, a newline at the end. The
 * signature covers these bytes, so a receiver that parses and prints again before verifying must fail here too.
 */
export function formatEventBody(envelope: Record<string, unknown>): string {
  return `${formatValue(envelope, "")}\n`;
}

function formatValue(value: unknown, indent: string): string {
  const inner = `${indent}   `;
  if (Array.isArray(value)) {
    if (value.length === 0) return "[ ]";
    return `[\n${value.map((item) => inner + formatValue(item, inner)).join(",\n")}\n${indent}]`;
  }
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
    if (entries.length === 0) return "{ }";
    const lines = entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${formatValue(item, inner)}`);
    return `{\n${lines.join(",\n")}\n${indent}}`;
  }
  return JSON.stringify(value ?? null);
}
