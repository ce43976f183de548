import { Button } from "@zendeskgarden/react-buttons";
import { styled } from "styled-components";

/** A button without a border, whose word stands in line with what is above it. */
export const QuietButton = styled(Button).attrs({ size: "small", isBasic: true })`
  &:first-child { margin-inline-start: -12px; }
`;
