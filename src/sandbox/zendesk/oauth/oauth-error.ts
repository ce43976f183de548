import { ApiError } from "../../http/api-error.ts";

export const oauthError = (status: number, error: string, error_description: string) =>
  new ApiError(status, { error, error_description });

export const invalidGrant = () =>
  oauthError(400, "invalid_grant", "The provided access grant is invalid, expired, or revoked.");

export const invalidClient = () => oauthError(401, "invalid_client", "Client authentication failed");

const scopePattern = /^(read|write|impersonate|[a-z_]+:(read|write))$/;

/** No scope asked for means full access. */
export function parseScopes(scope: unknown): string[] {
  const scopes = typeof scope === "string" ? scope.split(/[\s,]+/).filter((item) => item !== "") : [];
  if (scopes.length === 0) return ["read", "write"];
  if (scopes.some((item) => !scopePattern.test(item))) {
    throw oauthError(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed.");
  }
  return scopes;
}
