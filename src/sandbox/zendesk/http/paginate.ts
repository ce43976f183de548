import type { World } from "../world.ts";
import { jsonApiError } from "./api-error.ts";
import type { ApiContext } from "./env.ts";

type Paging<T> = {
  idOf(item: T): number | string;
  /** Must order the items together with the id. */
  sortValueOf?(item: T): number | string;
  descending?: boolean;
  isCursorOnly?: boolean;
};

/** Cursor pages carry `meta` and `links`, numbered pages the other three. */
type PagingFields = {
  meta?: { has_more: boolean; after_cursor: string | null; before_cursor: string | null };
  links?: { next: string | null; prev: string | null };
  count?: number;
  next_page?: string | null;
  previous_page?: string | null;
};

export type Page<T> = { items: T[]; paging: PagingFields };

type Position = [sortValue: number | string, id: number | string];

const maxPageSize = 100;
const maxOffsetRecords = 10_000;

/** One page, by cursor when `page[size]`, `page[after]` or `page[before]` is asked for and by number otherwise. */
export function paginate<T>(c: ApiContext, world: World, items: readonly T[], paging: Paging<T>): Page<T> {
  const size = c.req.query("page[size]");
  const isCursor = [size, c.req.query("page[after]"), c.req.query("page[before]")].some(
    (value) => value !== undefined,
  );
  if (isCursor && c.req.query("page") !== undefined) {
    throw jsonApiError(400, "InvalidPaginationParameter", "page and page[size] exclude each other");
  }
  const direction = paging.descending ? -1 : 1;
  const positionOf = (item: T): Position => [paging.sortValueOf?.(item) ?? 0, paging.idOf(item)];
  const sorted = [...items].sort((a, b) => direction * comparePositions(positionOf(a), positionOf(b)));
  if (!isCursor && !paging.isCursorOnly) return offsetPage(c, world, sorted);

  const pageSize = Number(size ?? maxPageSize);
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > maxPageSize) {
    throw jsonApiError(400, "InvalidPaginationParameter", "page[size] must be between 1 and 100");
  }
  const after = decodeCursor(c.req.query("page[after]"));
  const before = decodeCursor(c.req.query("page[before]"));
  const isAfter = (item: T, position: Position) =>
    direction * comparePositions(positionOf(item), position) > 0;
  const isBefore = (item: T, position: Position) =>
    direction * comparePositions(positionOf(item), position) < 0;
  const candidates = sorted.filter(
    (item) => (!after || isAfter(item, after)) && (!before || isBefore(item, before)),
  );
  const page = before && !after ? candidates.slice(-pageSize) : candidates.slice(0, pageSize);
  return {
    items: page,
    paging: cursorFields(c, world, page.map(positionOf), candidates.length > page.length),
  };
}

function offsetPage<T>(c: ApiContext, world: World, sorted: readonly T[]): Page<T> {
  const pageNumber = Math.max(1, Number(c.req.query("page") ?? 1) || 1);
  const perPage = Math.min(maxPageSize, Math.max(1, Number(c.req.query("per_page") ?? maxPageSize) || 1));
  if (pageNumber * perPage > maxOffsetRecords) {
    throw jsonApiError(
      400,
      "InvalidPaginationDepth",
      "Offset paging ends at 10000 records; use cursor paging",
    );
  }
  const start = (pageNumber - 1) * perPage;
  const linkTo = (number: number) => pageLink(c, world, { page: String(number) });
  return {
    items: sorted.slice(start, start + perPage),
    paging: {
      count: sorted.length,
      next_page: start + perPage < sorted.length ? linkTo(pageNumber + 1) : null,
      previous_page: pageNumber > 1 ? linkTo(pageNumber - 1) : null,
    },
  };
}

function cursorFields(c: ApiContext, world: World, positions: Position[], hasMore: boolean): PagingFields {
  const last = positions.at(-1);
  const first = positions[0];
  const after = last ? encodeCursor(last) : null;
  const before = first ? encodeCursor(first) : null;
  return {
    meta: { has_more: hasMore, after_cursor: after, before_cursor: before },
    links: {
      next: hasMore && after ? pageLink(c, world, { "page[after]": after, "page[before]": undefined }) : null,
      prev: before ? pageLink(c, world, { "page[before]": before, "page[after]": undefined }) : null,
    },
  };
}

export function pageLink(c: ApiContext, world: World, changes: Record<string, string | undefined>): string {
  const url = new URL(c.req.url);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) url.searchParams.delete(key);
    else url.searchParams.set(key, value);
  }
  if (world.options.variants.linkHost === "request") return url.toString();
  return `https://${world.subdomain}.zendesk.com${url.pathname}${url.search}`;
}

function comparePositions(left: Position, right: Position): number {
  const [leftValue, leftId] = left;
  const [rightValue, rightId] = right;
  if (leftValue !== rightValue) return leftValue < rightValue ? -1 : 1;
  if (leftId !== rightId) return leftId < rightId ? -1 : 1;
  return 0;
}

function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString("base64");
}

function decodeCursor(cursor: string | undefined): Position | undefined {
  if (cursor === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64").toString("utf8"));
    if (Array.isArray(value) && value.length === 2) return [value[0], value[1]];
  } catch {
    // Falls through to the refusal below.
  }
  throw jsonApiError(400, "InvalidPaginationParameter", "The cursor is not valid");
}
