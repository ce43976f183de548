import { useQuery } from "@tanstack/react-query";
import { Button } from "@zendeskgarden/react-buttons";
import { settingsText } from "../../../messages/settings-text.ts";
import { Line, Stack, Subtle } from "../../parts/layout.ts";
import { useApi } from "../../use-api.ts";
import type { Path } from "../edit-document.ts";
import { placeOf } from "../findings.tsx";
import { hintsAt, type Schema } from "./schema-hints.ts";

const most = 24;

/** What can stand where the cursor is, by the published schema; pressed, it is written there. */
export function JsonHints(props: { document: unknown; path: Path; onInsert(text: string): void }) {
  const { document, path, onInsert } = props;
  const { tell, tellName } = settingsText.useText();
  const { data: schema } = useSchema();
  if (!schema) return null;
  const { keys, values, types } = hintsAt(schema, document, path);
  const texts = [
    ...values.map((value) => JSON.stringify(value)),
    ...keys.map((key) => `${JSON.stringify(key)}: `),
  ];
  const kinds = types.filter((type) => type !== "object" || keys.length === 0);
  return (
    <Stack $gapPx={4} aria-label={tell("json.here")} role="group">
      <Subtle role="status">
        {path.length === 0 ? tell("json.root") : <code>{placeOf(path)}</code>}
        {values.length === 0 && kinds.map((type) => ` ${tellName("json.type", type)}`).join(" /")}
        {texts.length > 0 && ` – ${tell("json.press")}`}
      </Subtle>
      <Line $gapPx={4}>
        {texts.slice(0, most).map((text) => (
          <Button key={text} size="small" isNeutral onClick={() => onInsert(text)}>
            {text.replace(/: $/, "")}
          </Button>
        ))}
      </Line>
    </Stack>
  );
}

function useSchema() {
  const api = useApi();
  return useQuery({
    queryKey: ["policy schema"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const { policy, installationId } = await api();
      return (await (await policy.schema.$get({ param: { installationId } })).json()) as Schema;
    },
  });
}
