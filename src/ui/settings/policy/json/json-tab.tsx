import { Button } from "@zendeskgarden/react-buttons";
import { Field, Label, Message, Textarea } from "@zendeskgarden/react-forms";
import { useEffect, useRef, useState } from "react";
import type { Policy } from "../../../../routing/policy.ts";
import { settingsText } from "../../../messages/settings-text.ts";
import { Card, Line, Stack, Subtle } from "../../parts/layout.ts";
import type { Path } from "../edit-document.ts";
import { useEditor } from "../editor-context.tsx";
import { FindingList, placeOf } from "../findings.tsx";
import { JsonHints } from "./json-hints.tsx";
import { findPlace, pathAt } from "./json-places.ts";

const shown = (document: Policy) => JSON.stringify(document, null, 2);

/** The document as it is stored: to read, to paste, to take along. What is no JSON yet stays in the field until it is. */
export function JsonTab() {
  const { tell } = settingsText.useText();
  const { document, change } = useEditor();
  const [text, setText] = useState(shown(document));
  const [problem, setProblem] = useState<string>();
  const [cursor, setCursor] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const own = useRef<Policy>(document);

  // What others change, undo say, is shown; what was typed here stays as it was typed.
  useEffect(() => {
    if (own.current === document) return;
    own.current = document;
    setText(shown(document));
    setProblem(undefined);
  }, [document]);

  function edit(next: string) {
    setText(next);
    try {
      const parsed: unknown = JSON.parse(next);
      if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
        setProblem(tell("json.notAnObject"));
        return;
      }
      setProblem(undefined);
      own.current = withLists(parsed);
      change(() => own.current);
    } catch (error) {
      setProblem(tell("json.broken", { reason: error instanceof Error ? error.message : "" }));
    }
  }

  function select(path: Path) {
    const area = field.current;
    const place = findPlace(text, path);
    if (!area || !place) return;
    area.focus();
    area.setSelectionRange(place.from, place.to);
    // A browser does not scroll to a selection by itself.
    const lines = text.slice(0, place.from).split("\n").length;
    area.scrollTop = (lines - 3) * (area.scrollHeight / text.split("\n").length);
    setCursor(place.from);
  }

  function insert(added: string) {
    const area = field.current;
    if (!area) return;
    const { selectionStart: from, selectionEnd: to } = area;
    edit(`${text.slice(0, from)}${added}${text.slice(to)}`);
    setCursor(from + added.length);
    area.focus();
  }

  return (
    <Card>
      <Stack>
        <Line>
          <Button size="small" onClick={() => download(document)}>
            {tell("json.download")}
          </Button>
          <Subtle>{tell("json.hint")}</Subtle>
        </Line>
        <Field>
          <Label hidden>{tell("json.label")}</Label>
          <Textarea
            ref={field}
            isResizable
            rows={26}
            spellCheck={false}
            style={{ fontFamily: "ui-monospace, monospace", fontSize: 12 }}
            value={text}
            onChange={(event) => edit(event.target.value)}
            onSelect={(event) => setCursor(event.currentTarget.selectionStart)}
            {...(problem ? { validation: "error" as const } : {})}
          />
          {problem && <Message validation="error">{problem}</Message>}
        </Field>
        <JsonHints document={document} path={pathAt(text, cursor)} onInsert={insert} />
        <FindingList nameOf={placeOf} onShow={select} />
      </Stack>
    </Card>
  );
}

function download(document: Policy) {
  const link = window.document.createElement("a");
  link.href = URL.createObjectURL(new Blob([shown(document)], { type: "application/json" }));
  link.download = "policy.json";
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The other tabs go through these lists; what else is missing or wrong the check tells. */
function withLists(parsed: Partial<Policy>): Policy {
  return {
    ...parsed,
    ...(!Array.isArray(parsed.rules) && { rules: [] }),
    ...(!Array.isArray(parsed.queues) && { queues: [] }),
    ...(typeof parsed.capacity !== "object" && { capacity: { default: 0 } }),
  } as Policy;
}
