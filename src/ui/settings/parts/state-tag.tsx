import { Tag } from "@zendeskgarden/react-tags";
import { settingsText } from "../../messages/settings-text.ts";

type State = "assigned" | "grouped" | "held" | "pending" | "left alone" | "failed";

/** What is neither good nor bad has the tag's own colour, which stays in the background in the dark, too. */
const hues: Partial<Record<State, string>> = {
  assigned: "green",
  grouped: "green",
  held: "yellow",
  pending: "yellow",
  failed: "red",
};

/** How a routing cycle stands. */
export function StateTag({ state }: { state: State }) {
  const { tell } = settingsText.useText();
  const hue = hues[state];
  return <Tag {...(hue && { hue })}>{tell(`state.${state}`)}</Tag>;
}
