import { useQuery } from "@tanstack/react-query";
import { Button } from "@zendeskgarden/react-buttons";
import { Tag } from "@zendeskgarden/react-tags";
import { useState } from "react";
import { useHost } from "../../host/host-context.tsx";
import { languageOf } from "../../messages/language.ts";
import { learningText } from "../../messages/learning-text.ts";
import { DataTable } from "../parts/data-table.tsx";
import { Card, Heading, Line, Stack, Subtle } from "../parts/layout.ts";
import { Empty, Loaded } from "../parts/load-state.tsx";
import { Time } from "../parts/time.tsx";
import { ProgressTiles } from "./progress-tiles.tsx";
import { QualityView } from "./quality-view.tsx";
import { type ModelLine, useLearning, useLearningAct } from "./use-learning.ts";
import { usePercent } from "./use-percent.ts";

/** What the help desk's own tickets taught: how far it is, which models there are, and how good they are. */
export function LearningPage() {
  const { locale } = useHost();
  const text = useQuery({
    queryKey: ["learning text", locale],
    queryFn: () => learningText.loadText(languageOf(locale)),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Loaded query={text}>
      {(loaded) => (
        <learningText.TextProvider text={loaded}>
          <LearningView />
        </learningText.TextProvider>
      )}
    </Loaded>
  );
}

function LearningView() {
  const query = useLearning();
  const { tell } = learningText.useText();
  const [chosen, setChosen] = useState<string>();
  return (
    <Loaded query={query}>
      {(learning) => {
        const { models } = learning;
        const inForce = models.find(({ state }) => state === "in force");
        const shown = models.find((model) => keyOf(model) === chosen) ?? inForce ?? models[0];
        return (
          <Stack $gapPx={20}>
            <ProgressTiles learning={learning} />
            {models.length === 0 ? (
              <Empty title={tell("models")}>{tell("models.none")}</Empty>
            ) : (
              <Card>
                <Stack>
                  <Heading>{tell("models")}</Heading>
                  <ModelTable models={models} shown={shown} onChoose={(model) => setChosen(keyOf(model))} />
                </Stack>
              </Card>
            )}
            {shown && <QualityView key={keyOf(shown)} model={shown} />}
          </Stack>
        );
      }}
    </Loaded>
  );
}

const keyOf = ({ target, version }: ModelLine) => `${target} ${version}`;
const hues: Partial<Record<ModelLine["state"], string>> = {
  "in force": "green",
  weak: "yellow",
  "not learnable": "yellow",
};

function ModelTag({ state }: { state: ModelLine["state"] }) {
  const { tell } = learningText.useText();
  const hue = hues[state];
  return <Tag {...(hue && { hue })}>{tell(`state.${state}`)}</Tag>;
}

function ModelTable(props: {
  models: readonly ModelLine[];
  shown: ModelLine | undefined;
  onChoose(model: ModelLine): void;
}) {
  const { models, shown, onChoose } = props;
  const { tell } = learningText.useText();
  const percent = usePercent();
  const act = useLearningAct();
  const hasEarlier = (target: ModelLine["target"], version: number) =>
    models.some((model) => model.target === target && model.state === "earlier" && model.version < version);
  return (
    <DataTable
      label={tell("models")}
      minWidthPx={660}
      columns={[
        { label: tell("model.target"), widthPx: 100 },
        { label: tell("model.version") },
        { label: tell("model.state") },
        { label: tell("model.accuracy"), widthPx: 70 },
        { label: tell("model.coverage"), widthPx: 70 },
        { label: tell("model.precision"), widthPx: 104 },
        { label: tell("model.rows"), widthPx: 90 },
      ]}
      rows={models.map((model) => ({
        key: keyOf(model),
        isCurrent: model === shown,
        cells: [
          <strong key="target">{tell(`target.${model.target}`)}</strong>,
          <>
            <Button
              isLink
              aria-pressed={model === shown}
              aria-label={`${tell(`target.${model.target}`)}: ${tell("model.look", { version: model.version })}`}
              onClick={() => onChoose(model)}
            >
              {tell("model.named", { version: model.version })}
            </Button>
            <Subtle as="div">
              <Time at={model.trainedAt} />
            </Subtle>
          </>,
          <Line key="state">
            <ModelTag state={model.state} />
            {model.state === "in force" && hasEarlier(model.target, model.version) && (
              <Button
                size="small"
                isDanger
                disabled={act.isPending}
                onClick={() => act.mutate({ do: "return", target: model.target })}
              >
                {tell("model.return")}
              </Button>
            )}
          </Line>,
          percent(model.accuracy),
          percent(model.coverage),
          model.coverage > 0 ? percent(model.precision) : "–",
          model.trainedRows + model.laterRows,
        ],
      }))}
    />
  );
}
