import { Tag } from "@zendeskgarden/react-tags";
import { settingsText } from "../../messages/settings-text.ts";

type State = "assigned" | "grouped" | "held" | "pending" | "left alone" | "failed";

const hues: Record<State, string> = {
  assigned: "green",
  grouped: "green",
  held: "yellow",
  pending: "yellow",
  "left alone": "grey",
  failed: "red",
};

/** How a routing cycle stands. */
export function StateTag({ state }: { state: State }) {
  const { tell } = settingsText.useText();
  return <Tag hue={hues[state]}>{tell(`state.${state}`)}</Tag>;
}
