/** The part of wrangler.toml that has to be filled in before anything is deployed from it. */
export interface DeployConfig {
  vars: Record<string, unknown>;
  hyperdrive: { binding: string; id: string }[];
}

const secretNames = ["SIGNALBOX_ENCRYPTION_KEY", "SIGNALBOX_ACCESS_TOKEN"];

/** What is still to be done before this environment can be deployed, a line each; nothing when it can. */
export function findGaps(config: DeployConfig, knownSecrets: readonly string[]): string[] {
  const publicUrl = String(config.vars.SIGNALBOX_PUBLIC_URL ?? "");
  return [
    ...(/^https:\/\//.test(publicUrl) && !publicUrl.endsWith("example.com")
      ? []
      : ["set SIGNALBOX_PUBLIC_URL in wrangler.toml to the https address that help desks will reach"]),
    ...(config.hyperdrive.every(({ id }) => /[1-9a-f]/.test(id)) && config.hyperdrive.length > 0
      ? []
      : ["make a Hyperdrive configuration and put its id into wrangler.toml"]),
    ...secretNames
      .filter((name) => !knownSecrets.includes(name))
      .map((name) => `set the secret ${name} with wrangler secret put`),
  ];
}
