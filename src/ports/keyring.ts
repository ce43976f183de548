/** Seals secrets for storage. `context` binds a sealed text to its row: moved elsewhere, it does not open. */
export interface Keyring {
  seal(plain: string, context: string): Promise<string>;
  /** @throws AppError `seal-broken` when the text was changed, moved, or sealed under an unknown key. */
  open(sealed: string, context: string): Promise<string>;
  /** Whether it was sealed under the key that is used now. */
  isCurrent(sealed: string): boolean;
}
