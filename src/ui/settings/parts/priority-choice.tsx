import type { TicketPriority } from "../../../routing/ticket.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { Choice } from "./inputs.tsx";

export function PriorityChoice(props: {
  value: TicketPriority;
  isLabelHidden?: boolean;
  onChange(value: TicketPriority): void;
}) {
  const { tell } = settingsText.useText();
  const options = (["low", "normal", "high", "urgent"] as const).map((value) => ({
    value,
    label: tell(`priority.${value}`),
  }));
  const onChange = (text: string) => props.onChange(text as TicketPriority);
  return (
    <Choice
      label={tell("priority.one")}
      isLabelHidden={props.isLabelHidden ?? true}
      value={props.value}
      options={options}
      onChange={onChange}
    />
  );
}
