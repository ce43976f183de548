import { type PackContent, type PackRule, recordsOf } from "./pack-content.ts";

const methods = ["GET", "POST", "PUT", "DELETE", "PATCH"];
const contentTypes = [
  "application/json",
  "application/xml",
  "text/html",
  "text/xml",
  "application/jsonp",
  "text/plain",
  "text/javascript",
  "application/vnd.api+json",
];
const schemaKeys = ["method", "protocol", "host", "path", "headers", "query"];
const maxTemplates = 100;

type Template = PackContent["templates"][string];

/** A rule that looks at each template by itself. */
function ofEach(find: (template: Template, content: PackContent) => string[]): PackRule {
  return (content) =>
    Object.entries(content.templates).flatMap(([name, template]) =>
      find(template, content).map((problem) => `${name}: ${problem}`),
    );
}

export const requestRules: Record<string, PackRule> = {
  "templates are declared": ({ templates, modules }) => {
    const declared = Object.keys(recordsOf(modules.common?.requests));
    const known = Object.keys(templates);
    return [
      ...known
        .filter((name) => !declared.includes(name))
        .map((name) => `Request template '${name}' is declared but not associated with module`),
      ...declared
        .filter((name) => !known.includes(name))
        .map((name) => `Request template '${name}' is not in config/requests.json`),
    ];
  },
  "names of templates": ({ templates }) => [
    ...Object.keys(templates)
      .filter((name) => !/^[\w-]+$/.test(name))
      .map((name) => `The request template '${name}' has an invalid name`),
    ...(Object.keys(templates).length > maxTemplates ? ["more than 100 request templates"] : []),
  ],
  methods: ofEach(({ schema: { method } }) =>
    methods.includes(String(method)) ? [] : [`schema/method '${String(method)}' is not allowed`],
  ),
  protocol: ofEach(({ schema: { protocol } }) =>
    protocol === undefined || protocol === "https" ? [] : ["schema/protocol must be https"],
  ),
  host: ofEach(({ schema: { host } }) => {
    const name = String(host).replaceAll(/<%=.+?%>/g, "any.example");
    if (/^\w+:\/\//.test(name)) return ["schema/host must be FQDN"];
    if (name.includes("/")) return ["schema/host must not have path"];
    return /^([a-z0-9-]+\.)+[a-z]{2,}$/i.test(name) ? [] : ["schema/host must be FQDN"];
  }),
  path: ofEach(({ schema: { path } }) =>
    path === undefined || String(path).startsWith("/") ? [] : ["schema/path must start with '/'"],
  ),
  "nothing else in a schema": ofEach(({ schema }) =>
    Object.keys(schema)
      .filter((key) => !schemaKeys.includes(key))
      .map((key) => `schema must NOT have additional properties '${key}'`),
  ),
  "content types": ofEach(({ schema }) => {
    const [, type] =
      Object.entries((schema.headers ?? {}) as Record<string, string>).find(
        ([name]) => name.toLowerCase() === "content-type",
      ) ?? [];
    return type === undefined || contentTypes.includes(type)
      ? []
      : [`the content type ${type} is not allowed`];
  }),
  retries: ofEach(({ options: { maxAttempts = 1, retryDelay = 0 } }) => {
    const [attempts, delayMs] = [Number(maxAttempts), Number(retryDelay)];
    return [
      ...(Number.isInteger(attempts) && attempts >= 1 && attempts <= 5 ? [] : ["maxAttempts must be 1 to 5"]),
      ...(delayMs % 100 === 0 && delayMs <= 1_500
        ? []
        : ["retryDelay must be a multiple of 100, up to 1500"]),
    ];
  }),
  "secure values in headers only": ofEach(({ schema: { headers, ...rest } }, { iparams }) =>
    Object.entries(iparams)
      .filter(([name, { secure }]) => secure === true && JSON.stringify(rest).includes(`iparam.${name}`))
      .map(([name]) => `the secure iparam '${name}' may stand in headers only`),
  ),
};
