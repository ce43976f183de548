import { getColor } from "@zendeskgarden/react-theming";
import { styled } from "styled-components";
import { Hidden, Subtle } from "../parts/layout.ts";
import { usePercent } from "./use-percent.ts";

const Svg = styled.svg`
  width: 100%;
  max-width: 520px;
  height: auto;
  & .grid { stroke: ${({ theme }) => getColor({ theme, variable: "border.subtle" })}; }
  & .equal { stroke: ${({ theme }) => getColor({ theme, variable: "border.emphasis" })}; }
  & .axis { fill: ${({ theme }) => getColor({ theme, variable: "foreground.subtle" })}; font-size: 10px; }
  /* The letters shrink with the drawing. */
  @media (max-width: 600px) { & .axis { font-size: 14px; } }
  & .line { fill: none; stroke: ${({ theme }) => getColor({ theme, variable: "border.primaryEmphasis" })}; stroke-width: 2; }
  & .point { fill: ${({ theme }) => getColor({ theme, variable: "border.primaryEmphasis" })}; }
  & .marked { fill: ${({ theme }) => getColor({ theme, variable: "border.dangerEmphasis" })}; }
`;
const size = { width: 400, height: 240, left: 44, bottom: 30, top: 8, right: 20 };
const ticks = [0, 0.25, 0.5, 0.75, 1];

interface Point {
  x: number;
  y: number;
}

/** Shares against shares, with a table of the same figures for screen readers. */
export function SquarePlot(props: {
  label: string;
  across: string;
  up: string;
  points: readonly (Point & { note: string })[];
  isLine?: boolean;
  /** Where both are equal. */
  hasDiagonal?: boolean;
  marked?: Point | undefined;
}) {
  const { label, across, up, points, isLine = false, hasDiagonal = false, marked } = props;
  const percent = usePercent();
  const x = (share: number) => size.left + share * (size.width - size.left - size.right);
  const y = (share: number) => size.height - size.bottom - share * (size.height - size.bottom - size.top);
  return (
    <figure>
      <Svg viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden>
        {ticks.map((tick) => (
          <g key={tick}>
            <line className="grid" x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} />
            <text className="axis" x={size.left - 6} y={y(tick) + 4} textAnchor="end">
              {percent(tick)}
            </text>
            <text className="axis" x={x(tick)} y={size.height - 6} textAnchor="middle">
              {percent(tick)}
            </text>
          </g>
        ))}
        {hasDiagonal && (
          <line className="equal" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} strokeDasharray="4 4" />
        )}
        {isLine && (
          <polyline
            className="line"
            points={points.map((point) => `${x(point.x)},${y(point.y)}`).join(" ")}
          />
        )}
        {!isLine &&
          points.map((point) => (
            <circle key={point.note} className="point" cx={x(point.x)} cy={y(point.y)} r={4}>
              <title>{point.note}</title>
            </circle>
          ))}
        {marked && <circle className="marked" cx={x(marked.x)} cy={y(marked.y)} r={6} />}
      </Svg>
      <Subtle as="figcaption">
        ↑ {up} · → {across}
      </Subtle>
      <Hidden as="div">
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              <th scope="col">{across}</th>
              <th scope="col">{up}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.note}>
                <td>{percent(point.x)}</td>
                <td>{percent(point.y)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Hidden>
    </figure>
  );
}
