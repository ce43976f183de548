import { useId } from "react";
import { TextInput } from "./inputs.tsx";

/** A text with suggestions: names that the help desk has, for a name may be yet to come. */
export function Suggested(props: {
  label: string;
  isLabelHidden?: boolean;
  hint?: string;
  value: string;
  among: readonly string[];
  problem?: string | undefined;
  onChange(value: string): void;
}) {
  const { among, ...input } = props;
  const listId = useId();
  return (
    <>
      <TextInput {...input} list={listId} />
      <datalist id={listId}>
        {among.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
