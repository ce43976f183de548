import { Button } from "@zendeskgarden/react-buttons";
import { Progress } from "@zendeskgarden/react-loaders";
import type { ReactNode } from "react";
import { styled } from "styled-components";
import { learningText } from "../../messages/learning-text.ts";
import { toSentence } from "../../messages/to-sentence.ts";
import { Card, Line, Stack, Subtle } from "../parts/layout.ts";
import { Time } from "../parts/time.tsx";
import { type Learning, useLearningAct } from "./use-learning.ts";
import { usePercent } from "./use-percent.ts";

const Grid = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
  gap: 16px;
`;
const Figure = styled.p`
  font-size: 22px;
  line-height: 28px;
  font-weight: 600;
`;

/** The reading of the history, the training, and how suggestions do in life, side by side. */
export function ProgressTiles({ learning }: { learning: Learning }) {
  const { tell } = learningText.useText();
  const percent = usePercent();
  const act = useLearningAct();
  const { import: history, training, drift } = learning;
  return (
    <Grid>
      <Tile title={tell("history")} figure={tell(`history.${history.state}`)}>
        {history.state === "importing" && (
          <Progress value={history.share * 100} aria-label={tell("history")} />
        )}
        <Subtle>{tell("history.read", { read: history.ticketsRead, examples: history.examples })}</Subtle>
        {history.reason && <Subtle role="status">{toSentence(history.reason)}</Subtle>}
        <Subtle>{tell("history.hint")}</Subtle>
        <Line>
          <Button
            size="small"
            disabled={!learning.settings.readsHistory || act.isPending}
            onClick={() => act.mutate({ do: "read" })}
          >
            {tell("history.again")}
          </Button>
        </Line>
      </Tile>
      <Tile title={tell("training")} figure={tell(`training.${training.state}`)}>
        {training.state === "training" && (
          <Progress value={training.share * 100} aria-label={tell("training")} />
        )}
        {training.finishedAt && (
          <Subtle>
            <Time at={training.finishedAt} />
          </Subtle>
        )}
        {training.reason && <Subtle role="status">{toSentence(training.reason)}</Subtle>}
        <Line>
          <Button
            size="small"
            disabled={training.state === "training" || act.isPending}
            onClick={() => act.mutate({ do: "train" })}
          >
            {tell("training.now")}
          </Button>
        </Line>
      </Tile>
      <Tile
        title={tell("drift")}
        figure={
          drift.accuracy === null
            ? tell("drift.none")
            : tell("drift.right", { share: percent(drift.accuracy) })
        }
      >
        <Subtle>{tell("drift.of", { tickets: drift.tickets, watched: drift.watched })}</Subtle>
        {drift.hasDrifted && <p role="status">{tell("drift.has")}</p>}
      </Tile>
    </Grid>
  );
}

function Tile({ title, figure, children }: { title: string; figure: string; children: ReactNode }) {
  return (
    <Card aria-label={title}>
      <Stack $gapPx={8}>
        <Subtle>{title}</Subtle>
        <Figure>{figure}</Figure>
        {children}
      </Stack>
    </Card>
  );
}
