import { SessionError } from "../host/host.ts";
import { ApiError } from "./api-error.ts";

/** Whether only signing in again helps, and asking again does not. */
export function isSignedOut(error: Error | null): boolean {
  return error instanceof SessionError || (error instanceof ApiError && error.status === 401);
}
