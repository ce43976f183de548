import { ApiError } from "../../http/api-error.ts";

export type FieldErrors = Record<string, { description: string; error?: string }[]>;

export const recordNotFound = () => new ApiError(404, { error: "RecordNotFound", description: "Not found" });
export const invalidEndpoint = () =>
  new ApiError(404, { error: "InvalidEndpoint", description: "Not found" });

export const recordInvalid = (details: FieldErrors) =>
  new ApiError(422, { error: "RecordInvalid", description: "Record validation errors", details });

export const notAuthenticated = () => new ApiError(401, { error: "Couldn't authenticate you" });

export const invalidToken = () =>
  new ApiError(401, {
    error: "invalid_token",
    error_description:
      "The access token provided is expired, revoked, malformed or invalid for other reasons.",
  });

export const forbidden = () =>
  new ApiError(403, {
    error: {
      title: "Forbidden",
      message: "You do not have access to this page. Please contact the account owner of this help desk.",
    },
  });

export const missingScope = (scope: string) =>
  new ApiError(403, { error: "Forbidden", description: `Missing the following required scopes: ${scope}` });

export const invalidAttribute = (name: string, message: string) =>
  new ApiError(400, {
    error: {
      title: "Invalid attribute",
      message: `You passed an invalid value for the ${name} attribute. ${message}`,
    },
  });

/** The JSON:API envelope, used by cursor paging and by the webhooks API. */
export const jsonApiError = (status: number, code: string, detail: string) =>
  new ApiError(status, { errors: [{ code, title: code.replace(/(?<=[a-z])(?=[A-Z])/g, " "), detail }] });

export const updateConflict = () =>
  new ApiError(409, {
    error: "UpdateConflict",
    description:
      "Safe Update prevented the update due to outdated ticket data. Please fetch the latest ticket data and try again.",
  });
