import { Button } from "@zendeskgarden/react-buttons";
import { Alert } from "@zendeskgarden/react-notifications";
import { useState } from "react";
import { learningText } from "../../messages/learning-text.ts";
import { DataTable } from "../parts/data-table.tsx";
import { Beside, Card, Heading, Line, Stack, Subtle } from "../parts/layout.ts";
import { Loaded } from "../parts/load-state.tsx";
import { SquarePlot } from "./square-plot.tsx";
import { ThresholdPicker } from "./threshold-picker.tsx";
import { type ModelLine, type Quality, useQuality } from "./use-learning.ts";
import { usePercent } from "./use-percent.ts";

/** How a model did on tickets that came after those it was trained on. */
export function QualityView({ model }: { model: ModelLine }) {
  const query = useQuality(model);
  return <Loaded query={query}>{(quality) => <Plots model={model} quality={quality} />}</Loaded>;
}

function Plots({ model, quality }: { model: ModelLine; quality: Quality }) {
  const { tell } = learningText.useText();
  const percent = usePercent();
  const { bins, confusions, mistakes } = quality;
  // Nothing of what it says means anything, so there is nothing to draw.
  if (model.state === "not learnable") return <Alert type="info">{tell("why.not learnable")}</Alert>;
  return (
    <Stack $gapPx={20}>
      {(model.state === "weak" || model.state === "not better") && (
        <Alert type="info">{tell(`why.${model.state}`)}</Alert>
      )}
      <Beside $asideWidth="minmax(0, 1fr)">
        <Card>
          <ThresholdPicker model={model} quality={quality} />
        </Card>
        <Card>
          <Stack>
            <Heading>{tell("calibration")}</Heading>
            <SquarePlot
              label={tell("calibration")}
              across={tell("calibration.confidence")}
              up={tell("curve.precision")}
              points={bins.map(({ confidence, accuracy, count }) => ({
                x: confidence,
                y: accuracy,
                note: `${percent(confidence)} → ${percent(accuracy)} (${count})`,
              }))}
              hasDiagonal
            />
            <Subtle>{tell("calibration.hint")}</Subtle>
          </Stack>
        </Card>
      </Beside>
      <Beside $asideWidth="minmax(0, 1fr)">
        <Card>
          <Stack>
            <Heading>{tell("confusions")}</Heading>
            {confusions.length === 0 && <Subtle>{tell("confusions.none")}</Subtle>}
            <ol>
              {confusions.slice(0, 15).map(({ target, label, count }) => (
                <li key={`${target} ${label}`}>
                  {tell("confusion", { target, label })} <Subtle as="span">× {count}</Subtle>
                </li>
              ))}
            </ol>
          </Stack>
        </Card>
        <Card>
          <Stack>
            <Heading>{tell("mistakes")}</Heading>
            <Mistakes mistakes={mistakes} />
          </Stack>
        </Card>
      </Beside>
    </Stack>
  );
}

const firstMistakes = 10;

function Mistakes({ mistakes }: { mistakes: Quality["mistakes"] }) {
  const { tell } = learningText.useText();
  const percent = usePercent();
  const [areAllShown, setAreAllShown] = useState(false);
  if (mistakes.length === 0) return <Subtle>{tell("confusions.none")}</Subtle>;
  const shown = areAllShown ? mistakes : mistakes.slice(0, firstMistakes);
  return (
    <>
      <DataTable
        label={tell("mistakes")}
        minWidthPx={320}
        columns={[
          { label: tell("mistake.ticket"), widthPx: 80 },
          { label: tell("mistake.target") },
          { label: tell("mistake.label") },
          { label: tell("calibration.confidence"), widthPx: 130 },
        ]}
        rows={shown.map(({ ticketId, url, target, label, confidence }) => ({
          key: ticketId,
          // In the help desk: the register has nothing of tickets that were solved before it was there.
          cells: [
            <a key="ticket" href={url} target="_blank" rel="noreferrer">
              {ticketId}
            </a>,
            target,
            label,
            percent(confidence),
          ],
        }))}
      />
      {shown.length < mistakes.length && (
        <Line>
          <Button size="small" onClick={() => setAreAllShown(true)}>
            {tell("mistakes.all", { n: mistakes.length })}
          </Button>
        </Line>
      )}
    </>
  );
}
