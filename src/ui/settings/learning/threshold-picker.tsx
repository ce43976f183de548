import { Button } from "@zendeskgarden/react-buttons";
import { Field, Label, Range } from "@zendeskgarden/react-forms";
import { useState } from "react";
import { useHost } from "../../host/host-context.tsx";
import { learningText } from "../../messages/learning-text.ts";
import { Heading, Line, Stack } from "../parts/layout.ts";
import { SilenceNotice } from "./silence-notice.tsx";
import { SquarePlot } from "./square-plot.tsx";
import { type ModelLine, type Quality, useLearningAct } from "./use-learning.ts";
import { usePercent } from "./use-percent.ts";

/** The curve of what is right against what is told, and the point on it that the admin wants. */
export function ThresholdPicker({ model, quality }: { model: ModelLine; quality: Quality }) {
  const { tell } = learningText.useText();
  const percent = usePercent();
  const host = useHost();
  const act = useLearningAct();
  const [threshold, setThreshold] = useState(Math.min(quality.threshold, 1));
  const { curve } = quality;
  // The first point at or above: nothing is told between two of them.
  const point = curve.find((one) => one.threshold >= threshold - 1e-9);
  const save = (wanted: number | null) =>
    act.mutate(
      { do: "set threshold", target: model.target, threshold: wanted },
      { onSuccess: () => host.notify(tell("saved"), "success") },
    );
  return (
    <Stack>
      <Heading>{tell("curve")}</Heading>
      {model.state === "in force" && (
        <SilenceNotice model={model} quality={quality} onChoose={setThreshold} />
      )}
      <SquarePlot
        label={tell("curve")}
        across={tell("curve.coverage")}
        up={tell("curve.precision")}
        points={curve.map(({ threshold: at, coverage, precision }) => ({
          x: coverage,
          y: precision,
          note: `${percent(at)}: ${percent(coverage)} / ${percent(precision)}`,
        }))}
        isLine
        marked={point && { x: point.coverage, y: point.precision }}
      />
      <Field>
        <Label>
          {tell("threshold")} {percent(threshold)}
        </Label>
        <Range
          min={0}
          max={100}
          step={1}
          value={Math.round(threshold * 100)}
          onChange={(event) => setThreshold(Number(event.target.value) / 100)}
        />
      </Field>
      <p role="status">
        {point
          ? tell("threshold.means", {
              coverage: percent(point.coverage),
              precision: percent(point.precision),
            })
          : tell("threshold.nothing")}
      </p>
      {model.state === "in force" && (
        <Line>
          <Button size="small" isPrimary disabled={act.isPending} onClick={() => save(threshold)}>
            {tell("threshold.save")}
          </Button>
          {quality.isChosen && (
            <Button size="small" isBasic disabled={act.isPending} onClick={() => save(null)}>
              {tell("threshold.own")}
            </Button>
          )}
        </Line>
      )}
    </Stack>
  );
}
