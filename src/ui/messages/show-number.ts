/** With a minus sign: the browser writes a hyphen, which is easily overlooked beside a plus. */
export function showNumber(format: Pick<Intl.NumberFormat, "format">, value: number): string {
  return format.format(value).replace("-", "−");
}

const asWritten = { format: String };

/** A value of a rule or a ticket, as it was written there. */
export function showValue(value: string | number | boolean): string {
  return typeof value === "number" ? showNumber(asWritten, value) : String(value);
}
