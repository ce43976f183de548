import { Button } from "@zendeskgarden/react-buttons";
import { sidebarText } from "../messages/sidebar-text.ts";
import { Heading, Panel } from "./parts.tsx";

/** Nothing can be shown, why, and what to do about it. */
export function Failure(props: { reason: "offline" | "server" | "session"; onRetry?: () => void }) {
  const { tell } = sidebarText.useText();
  return (
    <Panel role="alert">
      <Heading>{tell("error.title")}</Heading>
      <p>{tell(`error.${props.reason}`)}</p>
      {props.onRetry ? (
        <div>
          <Button size="small" onClick={props.onRetry}>
            {tell("error.retry")}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}
