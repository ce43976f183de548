import { styled } from "styled-components";
import { sidebarText } from "../messages/sidebar-text.ts";
import { toSentence } from "../messages/to-sentence.ts";
import { Quiet, Stack } from "./parts.tsx";
import { timeTeller } from "./tell-time.ts";
import { tellWhy } from "./tell-why.ts";
import type { Receipt, RoutedStory } from "./use-story.ts";

const Place = styled.h1`
  font-size: 18px;
  line-height: 24px;
  font-weight: 600;
`;

const Beside = styled.span`
  font-size: 14px;
  font-weight: 400;
`;

const Facts = styled.dl`
  display: grid;
  grid-template-columns: max-content 1fr;
  gap: 2px 8px;
  font-size: 12px;
  line-height: 16px;
`;

/**
 * Who has the ticket, and the sentence why. The server's own sentence is English; for other readers it is told anew
 * from the receipt, unless something happened that no receipt knows.
 */
export function Why(props: { sentence: string; receipt: Receipt; state?: RoutedStory["state"] }) {
  const { tell, tellName, language } = sidebarText.useText();
  const { sentence, receipt, state } = props;
  const isTold =
    state === "failed" || (state === "left alone" && receipt.outcome !== "leave alone" && receipt.writes);
  const isEnglish = language === "en" || isTold;
  const text = isEnglish ? sentence : tellWhy(receipt, { tell, time: timeTeller(language) });
  const isPlaced = receipt.outcome !== "leave alone" && !isTold;
  return (
    <Stack>
      {isPlaced ? (
        <Place>
          {receipt.chosen?.name ?? receipt.queue?.name}
          {receipt.chosen ? (
            <Beside> {tell("headline.in", { queue: receipt.queue?.name ?? "" })}</Beside>
          ) : null}
        </Place>
      ) : null}
      <p lang={isEnglish ? "en" : undefined}>{toSentence(text)}</p>
      {!receipt.writes && receipt.outcome !== "leave alone" && language !== "en" ? (
        <Quiet>{tell("note.shadow")}</Quiet>
      ) : null}
      {receipt.priority || receipt.update.addTags ? (
        <Facts>
          {receipt.priority ? (
            <>
              <dt>{tell("fact.priority")}</dt>
              <dd>
                {receipt.priority.from ? `${tellName("priority", receipt.priority.from)} → ` : ""}
                {tellName("priority", receipt.priority.to)}
              </dd>
            </>
          ) : null}
          {receipt.update.addTags ? (
            <>
              <dt>{tell("fact.tags")}</dt>
              <dd>{receipt.update.addTags.join(", ")}</dd>
            </>
          ) : null}
        </Facts>
      ) : null}
    </Stack>
  );
}
