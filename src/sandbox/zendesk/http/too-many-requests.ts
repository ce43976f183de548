import { ApiError } from "../../http/api-error.ts";
import type { World } from "../world.ts";

export function tooManyRequests(world: World, retryAfterSeconds: number, endpoint?: string): ApiError {
  const headers = { "Retry-After": String(retryAfterSeconds) };
  const what = endpoint === "incremental-exports" ? "incremental export API requests" : "API requests";
  const description = `Number of allowed ${what} per minute exceeded`;
  const isJson = world.options.variants.rateLimitBody === "json" || endpoint === "incremental-exports";
  return new ApiError(429, isJson ? { error: "APIRateLimitExceeded", description } : description, headers);
}
