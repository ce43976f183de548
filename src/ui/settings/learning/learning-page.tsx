import { useQuery } from "@tanstack/react-query";
import { Button } from "@zendeskgarden/react-buttons";
import { Tag } from "@zendeskgarden/react-tags";
import { useState } from "react";
import { useHost } from "../../host/host-context.tsx";
import { languageOf } from "../../messages/create-catalog.tsx";
import { learningText } from "../../messages/learning-text.ts";
import { Card, Heading, Line, Scroll, Stack, Subtle } from "../parts/layout.ts";
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
const hues = {
  "in force": "green",
  earlier: "grey",
  "not better": "grey",
  weak: "yellow",
  "not learnable": "yellow",
};

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
  const heads = ["target", "version", "state", "accuracy", "coverage", "precision", "rows"] as const;
  return (
    <Scroll>
      <table style={{ width: "100%", textAlign: "start", borderSpacing: "8px 6px" }}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" style={{ textAlign: "start" }}>
                {tell(`model.${head}`)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={keyOf(model)} aria-current={model === shown ? "true" : undefined}>
              <th scope="row" style={{ textAlign: "start" }}>
                {tell(`target.${model.target}`)}
              </th>
              <td>
                {model.version}{" "}
                <Subtle as="span">
                  <Time at={model.trainedAt} />
                </Subtle>
              </td>
              <td>
                <Tag hue={hues[model.state]}>{tell(`state.${model.state}`)}</Tag>
              </td>
              <td>{percent(model.accuracy)}</td>
              <td>{percent(model.coverage)}</td>
              <td>{model.coverage > 0 ? percent(model.precision) : "–"}</td>
              <td>{model.trainedRows + model.laterRows}</td>
              <td>
                <Line>
                  <Button
                    size="small"
                    isBasic
                    aria-pressed={model === shown}
                    aria-label={`${tell(`target.${model.target}`)}: ${tell("model.look", { version: model.version })}`}
                    onClick={() => onChoose(model)}
                  >
                    {tell("model.look", { version: model.version })}
                  </Button>
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
                </Line>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
