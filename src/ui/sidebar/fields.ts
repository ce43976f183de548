import { getColor } from "@zendeskgarden/react-theming";
import { css, styled } from "styled-components";

/*
 * The browser's own fields in the theme's colours. The design system's are so many components that whoever opens a form
 * of three fields waits three times as long for them; `npm run bench:sidebar` tells.
 */

const focusRing = css`
  &:focus-visible {
    outline: 2px solid ${({ theme }) => getColor({ theme, variable: "border.primaryEmphasis" })};
    outline-offset: 1px;
  }
`;

export const Choices = styled.fieldset`
  display: flex;
  flex-direction: column;
  gap: 6px;
  margin: 0;
  padding: 0;
  border: 0;
  min-width: 0;
  & legend { padding: 0 0 6px; font-weight: 600; }
  & label { display: flex; gap: 8px; align-items: center; cursor: pointer; }
  & input {
    flex: none;
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: ${({ theme }) => getColor({ theme, variable: "background.primaryEmphasis" })};
    ${focusRing}
  }
`;

/** A label above one field. */
export const Labelled = styled.label`
  display: flex;
  flex-direction: column;
  gap: 4px;
  & > span { font-weight: 600; }
  & > select, & > textarea {
    width: 100%;
    min-height: 32px;
    padding: 6px 8px;
    border: 1px solid ${({ theme }) => getColor({ theme, variable: "border.emphasis" })};
    border-radius: 4px;
    background: ${({ theme }) => getColor({ theme, variable: "background.default" })};
    color: inherit;
    font: inherit;
    ${focusRing}
  }
  & > textarea { resize: vertical; }
`;
