import { settingsText } from "../../messages/settings-text.ts";

/** An instant in the reader's own clock and language; the exact one on pointing at it. */
export function Time({ at }: { at: string | null | undefined }) {
  const { language } = settingsText.useText();
  if (!at) return <span>–</span>;
  const date = new Date(at);
  const text = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(date);
  return (
    <time dateTime={at} title={date.toISOString()}>
      {text}
    </time>
  );
}

/** A day without a time, as it is written in every clock: "2025-11-03". */
export function Day({ day }: { day: string }) {
  const { language } = settingsText.useText();
  const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
  return <time dateTime={day}>{format.format(new Date(`${day}T00:00:00Z`))}</time>;
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** How long ago, in the reader's words. */
export function useAgo(): (at: string) => string {
  const { language } = settingsText.useText();
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  return (at) => {
    // "Now" would end no sentence such as "published by … 2 minutes ago".
    const seconds = Math.round((Date.parse(at) - Date.now()) / 1000) || -1;
    const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
    return format.format(Math.round(seconds / size), unit);
  };
}
