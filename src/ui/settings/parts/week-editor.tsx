import { getColor } from "@zendeskgarden/react-theming";
import { styled } from "styled-components";
import type { Schedule } from "../../../routing/schedule.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { IconAction } from "./icon-action.tsx";
import { TextInput } from "./inputs.tsx";
import { Line, Stack } from "./layout.ts";
import { QuietButton } from "./quiet-button.ts";

type Hours = Schedule["hours"];
type Day = Hours[number]["days"][number];

const days: Day[] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
// 2024-01-01 was a Monday.
const dateOf = (day: Day) => new Date(Date.UTC(2024, 0, 1 + days.indexOf(day)));

const DayButton = styled.button`
  font: inherit;
  font-size: 12px;
  min-width: 36px;
  /* As high as the fields beside them. */
  min-height: 32px;
  padding: 4px 6px;
  border-radius: 4px;
  cursor: pointer;
  color: inherit;
  background: none;
  border: 1px solid ${({ theme }) => getColor({ theme, variable: "border.emphasis" })};
  &[aria-pressed="true"] {
    background: ${({ theme }) => getColor({ theme, variable: "background.primaryEmphasis" })};
    color: ${({ theme }) => getColor({ theme, variable: "foreground.onEmphasis" })};
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => getColor({ theme, variable: "border.primaryEmphasis" })};
    outline-offset: 1px;
  }
`;
const Week = styled.div`
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  gap: 2px 8px;
  align-items: center;
  font-size: 12px;
`;
const Scale = styled.div`
  display: flex;
  justify-content: space-between;
  color: ${({ theme }) => getColor({ theme, variable: "foreground.subtle" })};
  font-size: 11px;
  line-height: 14px;
  /* An hour stands below its place, the first and the last one within the line. */
  & > span { width: 0; display: flex; justify-content: center; white-space: nowrap; }
  & > span:first-child { justify-content: flex-start; }
  & > span:last-child { justify-content: flex-end; }
`;
const Day24 = styled.div`
  position: relative;
  height: 12px;
  border-radius: 3px;
  background: ${({ theme }) => getColor({ theme, variable: "border.subtle" })};
  overflow: hidden;
`;
const Open = styled.span`
  position: absolute;
  inset-block: 0;
  background: ${({ theme }) => getColor({ theme, variable: "background.primaryEmphasis" })};
`;

/** Weekly hours: days to press, times to type, and the week as a picture. */
export function WeekEditor({ hours, onChange }: { hours: Hours; onChange(hours: Hours): void }) {
  const { tell, language } = settingsText.useText();
  const short = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
  const replace = (place: number, row: Hours[number]) => onChange(hours.with(place, row));
  return (
    <Stack $gapPx={12}>
      {hours.map((row, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names, and their places are their addresses
        <Line key={place} $align="flex-end">
          <Line $gapPx={4} role="group" aria-label={tell("week.days")}>
            {days.map((day) => {
              const isOn = row.days.includes(day);
              const next = isOn
                ? row.days.filter((other) => other !== day)
                : days.filter((other) => other === day || row.days.includes(other));
              return (
                <DayButton
                  key={day}
                  type="button"
                  aria-pressed={isOn}
                  onClick={() => next.length > 0 && replace(place, { ...row, days: next })}
                >
                  {short.format(dateOf(day))}
                </DayButton>
              );
            })}
          </Line>
          <Line $align="flex-end" style={{ flexWrap: "nowrap" }}>
            <TextInput
              label={tell("week.from")}
              type="time"
              value={row.from}
              onChange={(from) => from && replace(place, { ...row, from })}
            />
            <TextInput
              label={tell("week.to")}
              type="time"
              value={row.to === "24:00" ? "00:00" : row.to}
              onChange={(to) => to && replace(place, { ...row, to })}
            />
            <IconAction
              icon="remove"
              label={tell("week.remove")}
              onClick={() => onChange(hours.toSpliced(place, 1))}
            />
          </Line>
        </Line>
      ))}
      <Line>
        <QuietButton
          onClick={() => onChange([...hours, { days: days.slice(0, 5), from: "09:00", to: "17:00" }])}
        >
          {tell("week.add")}
        </QuietButton>
      </Line>
      {hours.length > 0 && (
        <Week role="img" aria-label={tell("week.picture")}>
          {days.map((day) => (
            <DayLine key={day} name={short.format(dateOf(day))} spans={spansOf(hours, day)} />
          ))}
          <span />
          <Scale>
            {[0, 6, 12, 18, 24].map((hour) => (
              <span key={hour}>{hour}</span>
            ))}
          </Scale>
        </Week>
      )}
    </Stack>
  );
}

function DayLine({ name, spans }: { name: string; spans: [number, number][] }) {
  return (
    <>
      <span>{name}</span>
      <Day24>
        {spans.map(([from, to]) => (
          <Open
            key={`${from} ${to}`}
            style={{ insetInlineStart: `${from * 100}%`, width: `${(to - from) * 100}%` }}
          />
        ))}
      </Day24>
    </>
  );
}

/** When a day is open, in shares of it; hours that end at or before they begin go on into the next day. */
export function spansOf(hours: Hours, day: Day): [number, number][] {
  const shareOf = (time: string) => {
    const [hour = 0, minute = 0] = time.split(":").map(Number);
    return (hour * 60 + minute) / 1440;
  };
  const before = days[(days.indexOf(day) + 6) % 7] ?? day;
  return hours.flatMap(({ days: on, from, to }) => {
    const [start, end] = [shareOf(from), shareOf(to)];
    const spans: [number, number][] = [];
    if (on.includes(day)) spans.push([start, end > start ? end : 1]);
    if (on.includes(before) && end <= start && end > 0) spans.push([0, end]);
    return spans;
  });
}
