/** Binds a sealed secret to its row and its column. */
export function sealContext(
  installationId: string,
  purpose: "credentials" | "refresh token" | "webhook secret" | "learning key",
): string {
  return `${installationId}/${purpose}`;
}
