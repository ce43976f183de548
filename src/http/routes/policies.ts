import { type Context, Hono } from "hono";
import * as z from "zod";
import { policyJsonSchema } from "../../routing/policy-json-schema.ts";
import { policyVocabulary } from "../../routing/vocabulary.ts";
import { recordAudit } from "../../services/audit/record-audit.ts";
import { getInstallation } from "../../services/installations/connect-installation.ts";
import { backtestPolicy } from "../../services/policies/backtest-policy.ts";
import { checkPolicy } from "../../services/policies/check-policy.ts";
import { diffVersions, getVersion } from "../../services/policies/get-version.ts";
import { publishPolicy, restorePolicy } from "../../services/policies/publish-policy.ts";
import { dropDraft, saveDraft } from "../../services/policies/save-draft.ts";
import { savePolicy } from "../../services/policies/save-policy.ts";
import { listVersions, showPolicy } from "../../services/policies/show-policy.ts";
import { tryPolicy } from "../../services/policies/try-policy.ts";
import { TypedTicket } from "../../services/policies/typed-ticket.ts";
import { actorOf } from "../../services/sessions/principal.ts";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import type { Access } from "../middleware/access.ts";
import { jsonBody } from "../middleware/json-body.ts";
import { limitBody } from "../middleware/limit-body.ts";
import { queryOf } from "../middleware/valid-query.ts";
import { parseInput, readJson } from "../read-json.ts";

/** A policy of 2,000 rules fits many times over. */
const maxBodyBytes = 4 * 1024 * 1024;

/** As many as the database can count. */
const largestVersion = 2 ** 31 - 1;
const Version = z.number().int().min(1).max(largestVersion);
const VersionText = z.coerce.number().pipe(Version);
const VersionsQuery = z.strictObject({ before: VersionText.default(largestVersion) });
const ChangesQuery = z.strictObject({ from: VersionText });
const TicketId = z.string().regex(/^\d{1,16}$/, "give the help desk's number of the ticket");
const Note = z.string().trim().max(500).optional();
/** Any JSON object: what is no policy is told in full by the check, not refused at the door. */
const Document = z.record(z.string(), z.unknown());

const PublishInput = z.strictObject({
  document: Document,
  expectedVersion: Version,
  note: Note,
  keepDraft: z.boolean().default(false),
});
const RestoreInput = z.strictObject({ expectedVersion: Version, note: Note });
const DraftInput = z.strictObject({ document: Document, baseVersion: Version });
const TryInput = z.strictObject({
  /** The version in force when absent. */
  document: Document.optional(),
  ticket: z.union([z.strictObject({ id: TicketId }), z.strictObject({ typed: TypedTicket })]),
});
const BacktestInput = z.strictObject({
  document: Document,
  before: z.strictObject({ openedAt: z.iso.datetime(), ticketId: TicketId }).optional(),
  limit: z.number().int().min(1).max(50).default(25),
});

/** The routing policy: what is in force, what is being worked on, what was, and what would be. */
export function policyRoutes({ context }: AppDeps, { allow }: Access) {
  const [lead, admin] = [allow("lead"), allow("admin")];
  const limited = limitBody(maxBodyBytes);
  const one = "/:installationId/policy" as const;
  const versionOf = (text: string | undefined) => parseInput(VersionText, text);
  const whoOf = (c: Context<HttpEnv>) => ({
    installationId: c.req.param("installationId") ?? "",
    actor: actorOf(c.get("principal")),
  });

  return new Hono<HttpEnv>()
    .get(one, lead, async (c) => c.json(await showPolicy(context, whoOf(c))))
    .put(one, admin, limited, async (c) => {
      const { installationId, actor } = whoOf(c);
      await getInstallation(context, installationId);
      const document = await readJson(c.req);
      const saved = await savePolicy(context, { installationId, document, savedBy: actor });
      await recordAudit(context, { installationId, actor, act: "policy saved", detail: saved });
      return c.json(saved);
    })
    .get(`${one}/schema`, lead, (c) => c.json(policyJsonSchema() as Record<string, unknown>))
    .get(`${one}/vocabulary`, lead, (c) => c.json(policyVocabulary()))
    .get(`${one}/versions`, lead, queryOf(VersionsQuery), async (c) => {
      const { installationId } = whoOf(c);
      await getInstallation(context, installationId);
      const { before } = c.req.valid("query");
      return c.json({ versions: await listVersions(context, { installationId, before, limit: 50 }) });
    })
    .get(`${one}/versions/:version`, lead, async (c) => {
      const { installationId } = whoOf(c);
      return c.json(
        await getVersion(context, { installationId, version: versionOf(c.req.param("version")) }),
      );
    })
    .get(`${one}/versions/:version/changes`, lead, queryOf(ChangesQuery), async (c) => {
      const to = versionOf(c.req.param("version"));
      const { from } = c.req.valid("query");
      const { installationId } = whoOf(c);
      return c.json({ changes: await diffVersions(context, { installationId, from, to }) });
    })
    .post(`${one}/versions`, admin, limited, jsonBody(PublishInput), async (c) => {
      const input = c.req.valid("json");
      return c.json(await publishPolicy(context, { ...whoOf(c), ...input }), 201);
    })
    .post(
      `${one}/versions/:version/restore`,
      admin,
      limitBody(4 * 1024),
      jsonBody(RestoreInput),
      async (c) => {
        const version = versionOf(c.req.param("version"));
        const input = c.req.valid("json");
        return c.json(await restorePolicy(context, { ...whoOf(c), ...input, version }), 201);
      },
    )
    .put(`${one}/draft`, admin, limited, jsonBody(DraftInput), async (c) => {
      await getInstallation(context, whoOf(c).installationId);
      const input = c.req.valid("json");
      return c.json(await saveDraft(context, { ...whoOf(c), ...input }));
    })
    .delete(`${one}/draft`, admin, async (c) => {
      await dropDraft(context, whoOf(c));
      return c.body(null, 204);
    })
    .post(`${one}/check`, lead, limited, jsonBody(Document), async (c) => {
      const { installationId } = whoOf(c);
      await getInstallation(context, installationId);
      return c.json(await checkPolicy(context, { installationId, document: c.req.valid("json") }));
    })
    .post(`${one}/try`, lead, limited, jsonBody(TryInput), async (c) => {
      const input = c.req.valid("json");
      return c.json(await tryPolicy(context, { installationId: whoOf(c).installationId, ...input }));
    })
    .post(`${one}/backtest`, lead, limited, jsonBody(BacktestInput), async (c) => {
      const input = c.req.valid("json");
      return c.json(await backtestPolicy(context, { installationId: whoOf(c).installationId, ...input }));
    });
}
/** For the pages, whose calls are typed by the routes. */
export type PolicyRoutes = ReturnType<typeof policyRoutes>;
