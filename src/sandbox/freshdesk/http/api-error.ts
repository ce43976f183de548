import { ApiError } from "../../http/api-error.ts";
import type { World } from "../world.ts";

export type FieldError = { field: string; message: string; code: string };

export const validationFailed = (errors: FieldError[]) =>
  new ApiError(400, { description: "Validation failed", errors });

export const invalidField = (field: string): FieldError => ({
  field,
  message: "Unexpected/invalid field in request",
  code: "invalid_field",
});

export const invalidValue = (field: string, message: string): FieldError => ({
  field,
  message,
  code: "invalid_value",
});

export const missingField = (field: string): FieldError => ({
  field,
  message: "It should not be blank as this is a mandatory field",
  code: "missing_field",
});

export const wrongType = (field: string, given: unknown, expected: string): FieldError => ({
  field,
  message: `The value provided is of type ${typeName(given)}.It should be of type ${expected}`,
  code: "datatype_mismatch",
});

/** The vendor names types as Ruby does. */
function typeName(value: unknown): string {
  if (value === null) return "Null";
  if (Array.isArray(value)) return "Array";
  if (typeof value === "object") return "key/value pair";
  if (typeof value === "number") return Number.isInteger(value) ? "Integer" : "Float";
  return typeof value === "boolean" ? "Boolean" : "String";
}

export const invalidJson = () =>
  new ApiError(400, { code: "invalid_json", message: "Request body has invalid json format" });

export const invalidCredentials = () =>
  new ApiError(401, {
    code: "invalid_credentials",
    message: "You have to be logged in to perform this action.",
  });

export const accessDenied = () =>
  new ApiError(403, { code: "access_denied", message: "You are not authorized to perform this action." });

/** Nothing tells a wrong id from a wrong path, and often there is no body at all, which then counts as a page. */
export const notFound = (world: World) =>
  world.options.variants.notFoundBody === "empty"
    ? new ApiError(404, undefined, { "Content-Type": "text/html; charset=utf-8" })
    : new ApiError(404, { code: "not_found", message: "Not found" });

export const notAllowed = (allowed: string) =>
  new ApiError(405, { message: `${allowed} method(s) allowed` }, { Allow: allowed });

export const tooManyRequests = (retryAfterSeconds: number) =>
  new ApiError(
    429,
    { message: "You have exceeded the limit of requests per minute" },
    { "Retry-After": String(retryAfterSeconds) },
  );

/** What a malformed automation rule gets; the vendor does not call it the caller's fault. */
export const internalError = () =>
  new ApiError(500, {
    code: "internal_error",
    message: "We're sorry, but something went wrong. The issue has been logged.",
  });
