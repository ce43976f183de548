import { Tag } from "@zendeskgarden/react-tags";
import { sidebarText } from "../messages/sidebar-text.ts";
import { toSentence } from "../messages/to-sentence.ts";
import { Actions } from "./actions.tsx";
import { ChangesSection } from "./changes-section.tsx";
import { Evidence } from "./evidence.tsx";
import { HistorySection } from "./history-section.tsx";
import { Quiet, Row, Section, Stack } from "./parts.tsx";
import { timeTeller } from "./tell-time.ts";
import type { RoutedStory } from "./use-story.ts";
import { Why } from "./why.tsx";

const hues: Record<RoutedStory["state"], string> = {
  assigned: "green",
  grouped: "green",
  held: "yellow",
  pending: "blue",
  "left alone": "grey",
  failed: "red",
};

/** Where the ticket went and the one sentence why; below it the evidence. */
export function StoryView(props: {
  ticketId: string;
  story: RoutedStory;
  /** Since when nothing newer could be read. */
  staleSinceMs: number | undefined;
}) {
  const { tell, language } = sidebarText.useText();
  const { ticketId, story, staleSinceMs } = props;
  const { decision, state } = story;
  const time = timeTeller(language);
  return (
    <>
      {staleSinceMs === undefined ? null : (
        <Quiet role="status">
          {tell("note.stale", { time: time(new Date(staleSinceMs).toISOString()) })}
        </Quiet>
      )}
      <Stack aria-live="polite">
        <Row>
          <Tag hue={hues[state]} isPill>
            <span>{tell(`state.${state}`)}</span>
          </Tag>
          <Quiet>{decision ? time(decision.decidedAt) : time(story.openedAt)}</Quiet>
        </Row>
        {decision && state !== "pending" ? (
          <Why sentence={story.reason ?? decision.sentence} receipt={decision.receipt} state={state} />
        ) : (
          <p lang="en">{toSentence(story.reason ?? "")}</p>
        )}
        {state === "pending" ? <Quiet>{tell("note.live")}</Quiet> : null}
      </Stack>
      <Actions ticketId={ticketId} story={story} />
      <div>
        {decision ? <Evidence receipt={decision.receipt} /> : null}
        {decision && state !== "pending" ? (
          <ChangesSection ticketId={ticketId} decisionId={decision.id} />
        ) : null}
        <Section title={tell("section.history")}>{() => <HistorySection history={story.history} />}</Section>
      </div>
    </>
  );
}
