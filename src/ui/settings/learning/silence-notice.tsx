import { Button } from "@zendeskgarden/react-buttons";
import { Alert, Title } from "@zendeskgarden/react-notifications";
import { learningText } from "../../messages/learning-text.ts";
import { Line, Stack } from "../parts/layout.ts";
import type { ModelLine, Quality } from "./use-learning.ts";
import { usePercent } from "./use-percent.ts";

/** Why a model in force tells nothing, which few tickets can be enough for, and what helps. Nothing where it does tell. */
export function SilenceNotice(props: {
  model: ModelLine;
  quality: Quality;
  /** Shows what a threshold would mean; whoever wants it saves it. */
  onChoose(threshold: number): void;
}) {
  const { model, quality, onChoose } = props;
  const { tell } = learningText.useText();
  const percent = usePercent();
  const { promised, promises } = quality;
  if (quality.isChosen || quality.threshold <= 1) return null;
  const lower = promises
    .filter((promise) => promise.promised < promised && promise.threshold <= 1)
    .toSorted((a, b) => b.promised - a.promised);
  return (
    <Alert type="info">
      <Title>{tell("silence")}</Title>
      <Stack $gapPx={8}>
        <p>
          {tell("silence.why", {
            tickets: model.trainedRows + model.laterRows,
            promised: percent(promised),
          })}
        </p>
        <p>{tell(lower.length > 0 ? "silence.helps" : "silence.onlyTickets")}</p>
        {lower.length > 0 && (
          <Line>
            {lower.map((promise) => (
              <Button key={promise.promised} size="small" onClick={() => onChoose(upward(promise.threshold))}>
                {tell("silence.settle", { share: percent(promise.promised) })}
              </Button>
            ))}
          </Line>
        )}
      </Stack>
    </Alert>
  );
}

/** To the slider's next step, for below the threshold nothing is promised. */
const upward = (threshold: number) => Math.min(1, Math.ceil(threshold * 100 - 1e-9) / 100);
