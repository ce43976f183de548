import { styled } from "styled-components";

const labelHeightPx = 24;

/**
 * Fields of one thing and the button that takes it away, which stays beside them however narrow it gets. They begin at one
 * height, for what is wrong with one of them is said below it.
 */
export const Row = styled.div<{ $leastPx?: number; $hasLabels?: boolean }>`
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
  align-items: start;
  min-width: 0;
  position: relative;
  padding-inline-end: 40px;
  & > :not(button) { flex: 1 1 min(${({ $leastPx = 120 }) => $leastPx}px, 100%); min-width: 0; }
  & > button {
    position: absolute;
    inset-inline-end: 0;
    inset-block-start: ${({ $hasLabels = true }) => ($hasLabels ? labelHeightPx : 0)}px;
  }
  /* Where its fields come to stand below each other, the next thing begins further away than the next field. */
  @media (max-width: 1080px) {
    & + &, & + fieldset, fieldset + & { margin-block-start: 8px; }
  }
`;
