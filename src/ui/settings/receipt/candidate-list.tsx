import type { CandidateTrace, Receipt } from "../../../routing/receipt.ts";
import { settingsText } from "../../messages/settings-text.ts";
import { Line, Stack, Subtle } from "../parts/layout.ts";
import { LoadBar } from "../parts/load-bar.tsx";

const last = Number.MAX_SAFE_INTEGER;

/** Who was considered, the best first, each with their room and what ruled them out. */
export function CandidateList({ receipt }: { receipt: Receipt }) {
  const { tell } = settingsText.useText();
  const isMember = ({ removedBy }: CandidateTrace) => removedBy?.filter !== "member";
  const members = receipt.candidates.filter(isMember).toSorted((a, b) => (a.rank ?? last) - (b.rank ?? last));
  const others = receipt.candidateCounts.removedBy.member ?? 0;
  return (
    <Stack as="ol" $gapPx={6}>
      {members.map(({ agentId, name, open, capacity, rank, removedBy }) => (
        <li key={agentId}>
          <Line>
            <LoadBar open={open} capacity={capacity} />
            <span>
              {rank === 1 ? <strong>{name}</strong> : name}{" "}
              {removedBy && (
                <Subtle as="span">
                  {tell(`filter.${removedBy.filter}`)} ({removedBy.detail})
                </Subtle>
              )}
            </span>
          </Line>
        </li>
      ))}
      {others > 0 && (
        <li>
          <Subtle>{tell("receipt.notInGroup", { n: others, group: receipt.queue?.group ?? "" })}</Subtle>
        </li>
      )}
    </Stack>
  );
}
