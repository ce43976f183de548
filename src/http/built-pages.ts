/** The pages as `npm run build:ui` made them, handed in by the runtime. */
export interface BuiltPages {
  /** By name of the entry: `sidebar`, `settings`, `zaf-sdk`. Empty where nothing was built. */
  entries: Readonly<Record<string, BuiltEntry>>;
  /** A file below `/ui/`; undefined for one that is not there, and where the platform serves them by itself. */
  findFile(name: string): Promise<BuiltFile | undefined>;
}

/** Names of files that a page has to load. */
export interface BuiltEntry {
  script: string;
  /** Scripts that it imports at once. */
  imports: readonly string[];
  /** What it loads when somebody comes to need it. */
  later: readonly string[];
  styles: readonly string[];
}

export interface BuiltFile {
  bytes: Uint8Array<ArrayBuffer>;
  gzipped: Uint8Array<ArrayBuffer>;
  type: string;
}

/** What vite writes as manifest.json, as far as we need it. */
export type BuildManifest = Record<
  string,
  {
    file: string;
    name?: string;
    isEntry?: boolean;
    imports?: string[];
    dynamicImports?: string[];
    css?: string[];
  }
>;

/** The entries of a build, each with all that it imports at once. */
export function readEntries(manifest: BuildManifest): BuiltPages["entries"] {
  const entries: Record<string, BuiltEntry> = {};
  for (const [key, { file, name, isEntry }] of Object.entries(manifest)) {
    if (!isEntry || !name) continue;
    const atOnce = reachableFrom(key, manifest);
    const chunks = [...atOnce].flatMap((one) => manifest[one] ?? []);
    const later = chunks.flatMap(({ dynamicImports = [] }) => dynamicImports);
    entries[name] = {
      script: file,
      imports: chunks.map((chunk) => chunk.file).filter((other) => other !== file),
      later: later.flatMap((one) => (atOnce.has(one) ? [] : (manifest[one]?.file ?? []))),
      styles: chunks.flatMap(({ css = [] }) => css),
    };
  }
  return entries;
}

function reachableFrom(key: string, manifest: BuildManifest, seen = new Set<string>()): Set<string> {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key]?.imports ?? []) reachableFrom(next, manifest, seen);
  return seen;
}
