import { isRecord } from "../../http/is-record.ts";
import { readPngSize } from "../../package/read-png-size.ts";
import { type PackageContent, parseRecord, type Rule } from "./package-content.ts";

const localePattern = /^[a-z]{2,3}(-\w{2,3})?$/;
const iconLocations = ["nav_bar", "top_bar", "system_top_bar", "ticket_editor"];
const logoSizes = { "assets/logo.png": "320x320", "assets/logo-small.png": "128x128" };
const bannerSizes = ["830x200", "1660x400"];
const executables = /\.(exe|dll|so|dylib|bat|cmd|com|msi|sh|jar|php|rb|py)$/i;

/** The kinds of objects that a package may ask to be made in the account. */
const requirementTypes = [
  "automations",
  "channel_integrations",
  "custom_objects",
  "custom_objects_v2",
  "macros",
  "organization_fields",
  "targets",
  "ticket_fields",
  "triggers",
  "user_fields",
  "views",
  "webhooks",
];
const maxRequirements = 5_000;

export const fileRules: Record<string, Rule> = {
  "no symbolic links": ({ symlinks }) =>
    symlinks.map((path) => `Symlinks are not allowed in the package: ${path}`),
  "no executables": ({ files }) =>
    [...files.keys()]
      .filter((path) => executables.test(path))
      .map((path) => `Unsupported MIME type detected in ${path}`),
  "icons of the locations": ({ locations, files }) =>
    iconLocations
      .filter((name) => name in locations && !files.has(`assets/icon_${name}.svg`))
      .map((name) => `Location "${name}" requires assets/icon_${name}.svg`),
  logos: ({ files }) =>
    Object.entries(logoSizes).flatMap(([path, wanted]) => {
      const content = files.get(path);
      if (!content) return [`Missing required file: ${path}`];
      const size = readPngSize(content);
      return size === wanted ? [] : [`${path} must be a PNG of ${wanted}, not ${size ?? "something else"}`];
    }),
  "size of the banner": ({ files }) => {
    const banner = files.get("assets/banner.png");
    const size = banner && readPngSize(banner);
    return banner && !(size && bannerSizes.includes(size))
      ? ["Invalid banner image: it must be 830x200 or 1660x400"]
      : [];
  },
  "drawings without bitmaps and scripts": ({ files }) =>
    [...files]
      .filter(([path, content]) => path.endsWith(".svg") && /<(image|script)\b/i.test(content.toString()))
      .map(([path]) => `${path} embeds a bitmap or a script`),
  "names of translations": ({ files }) =>
    localesOf(files)
      .filter((locale) => !localePattern.test(locale))
      .map((locale) => `${locale} is an invalid locale`),
  "translation of the default locale": ({ manifest, files }) =>
    manifest.defaultLocale === undefined || localesOf(files).includes(String(manifest.defaultLocale))
      ? []
      : [`Missing translation file for locale '${String(manifest.defaultLocale)}'`],
  "keys of translations": (content) =>
    localesOf(content.files).flatMap((locale) => {
      const text = content.files.get(`translations/${locale}.json`)?.toString("utf8") ?? "";
      const translation = parseRecord(text);
      if (!translation) return [`translations/${locale}.json is not proper JSON`];
      return requiredKeys(content)
        .filter((key) => !isText(find(translation, key)))
        .map((key) => `Missing required key from ${locale}.json for public apps: ${key}`);
    }),
  "known requirements": ({ files }) => {
    const text = files.get("requirements.json")?.toString("utf8");
    if (text === undefined) return [];
    const requirements = parseRecord(text);
    if (!requirements) return ["requirements.json is not proper JSON"];
    const unknown = Object.keys(requirements).filter((type) => !requirementTypes.includes(type));
    const count = Object.values(requirements).filter(isRecord).flatMap(Object.keys).length;
    return [
      ...unknown.map((type) => `requirements.json contains the invalid type ${type}`),
      ...(count > maxRequirements ? ["requirements.json contains too many requirements"] : []),
    ];
  },
};

function requiredKeys({ manifest, parameters }: PackageContent): string[] {
  const isPublic = manifest.private === false;
  if (!isPublic) return ["app.name"];
  return [
    ...["name", "short_description", "long_description", "installation_instructions"].map(
      (key) => `app.${key}`,
    ),
    ...parameters.map(({ name }) => `app.parameters.${String(name)}.label`),
  ];
}

function localesOf(files: PackageContent["files"]): string[] {
  return [...files.keys()].flatMap((path) => /^translations\/([^/]+)\.json$/.exec(path)?.[1] ?? []);
}

function find(value: unknown, key: string): unknown {
  return key.split(".").reduce<unknown>((at, part) => (isRecord(at) ? at[part] : undefined), value);
}

/** A text, or one with a title beside it for translators. */
function isText(value: unknown): boolean {
  return typeof value === "string"
    ? value.trim() !== ""
    : isRecord(value) && typeof value.value === "string" && value.value.trim() !== "";
}
