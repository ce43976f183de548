import { Suggested } from "../parts/suggested.tsx";

const zones = Intl.supportedValuesOf("timeZone");

/** A time zone by its IANA name, with those that the browser knows as suggestions. */
export function TimeZoneInput(props: {
  label: string;
  hint?: string;
  value: string;
  placeholder?: string;
  problem?: string | undefined;
  onChange(zone: string): void;
}) {
  return <Suggested {...props} among={zones} />;
}
