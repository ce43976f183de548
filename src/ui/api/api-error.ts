/** The server answered, and not with what was asked for; the message is for people. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly status: number;
  /** The server's code for programs, `not-found` say. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** Asking again would be answered the same way. */
  get isFinal(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 429;
  }
}
