import { styled } from "styled-components";

/** Fields of one thing and the button that takes it away, which stays beside them however narrow it gets. */
export const Row = styled.div<{ $leastPx?: number; $align?: "start" | "end" }>`
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
  align-items: ${({ $align = "end" }) => $align};
  min-width: 0;
  position: relative;
  padding-inline-end: 40px;
  & > :not(button) { flex: 1 1 min(${({ $leastPx = 120 }) => $leastPx}px, 100%); min-width: 0; }
  & > button {
    position: absolute;
    inset-inline-end: 0;
    inset-block-${({ $align = "end" }) => $align}: 0;
  }
`;
