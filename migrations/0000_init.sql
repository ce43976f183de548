CREATE TABLE "agent_settings" (
	"installation_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"settings" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "agent_settings_installation_id_agent_id_pk" PRIMARY KEY("installation_id","agent_id")
);
--> statement-breakpoint
CREATE TABLE "agents" (
	"installation_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"group_ids" jsonb NOT NULL,
	"active" boolean NOT NULL,
	"has_left" boolean DEFAULT false NOT NULL,
	"available" boolean,
	"capacity" double precision,
	"skills" jsonb,
	CONSTRAINT "agents_installation_id_agent_id_pk" PRIMARY KEY("installation_id","agent_id")
);
--> statement-breakpoint
CREATE TABLE "app_tokens" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"installation_id" text NOT NULL,
	"purpose" text NOT NULL,
	"expires_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"installation_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"act" text NOT NULL,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "corrections" (
	"installation_id" text NOT NULL,
	"ticket_id" text NOT NULL,
	"cycle" integer NOT NULL,
	"actor" text NOT NULL,
	"decision_id" text,
	"reason" text NOT NULL,
	"note" text,
	"wanted_group_id" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "corrections_installation_id_ticket_id_cycle_actor_pk" PRIMARY KEY("installation_id","ticket_id","cycle","actor")
);
--> statement-breakpoint
CREATE TABLE "dead_letters" (
	"installation_id" text NOT NULL,
	"letter_id" text NOT NULL,
	"job" text NOT NULL,
	"payload" jsonb NOT NULL,
	"reason" text NOT NULL,
	"died_at" timestamp with time zone NOT NULL,
	CONSTRAINT "dead_letters_installation_id_letter_id_pk" PRIMARY KEY("installation_id","letter_id")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"installation_id" text NOT NULL,
	"ticket_id" text NOT NULL,
	"requester_id" text,
	"cycle" integer NOT NULL,
	"policy_version" integer NOT NULL,
	"receipt" jsonb NOT NULL,
	"candidates" json NOT NULL,
	"demand" jsonb,
	"sentence" text NOT NULL,
	"write_state" text NOT NULL,
	"restoration" jsonb,
	"decided_at" timestamp with time zone NOT NULL,
	"applied_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"installation_id" text NOT NULL,
	"delivery_key" text NOT NULL,
	"event_key" text NOT NULL,
	"event_type" text NOT NULL,
	"ticket_id" text,
	"outcome" text NOT NULL,
	"reason" text,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "deliveries_installation_id_delivery_key_pk" PRIMARY KEY("installation_id","delivery_key")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"installation_id" text NOT NULL,
	"group_id" text NOT NULL,
	"name" text NOT NULL,
	"assigns_itself" boolean DEFAULT false NOT NULL,
	CONSTRAINT "groups_installation_id_group_id_pk" PRIMARY KEY("installation_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "install_attempts" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"browser_hash" text NOT NULL,
	"helpdesk" text NOT NULL,
	"subdomain" text NOT NULL,
	"sealed_verifier" text NOT NULL,
	"asks_for_all" boolean DEFAULT false NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installations" (
	"id" text PRIMARY KEY NOT NULL,
	"helpdesk" text NOT NULL,
	"subdomain" text NOT NULL,
	"endpoint" text NOT NULL,
	"status" text NOT NULL,
	"status_reason" text,
	"status_since" timestamp with time zone DEFAULT now() NOT NULL,
	"findings" jsonb,
	"integration_user_id" text NOT NULL,
	"subscription_id" text,
	"subscription_checked_at" timestamp with time zone,
	"sealed_secret" text,
	"sealed_credentials" text,
	"sealed_refresh_token" text,
	"renew_at" timestamp with time zone,
	"refresh_expires_at" timestamp with time zone,
	"refresh_started_at" timestamp with time zone,
	"delete_after" timestamp with time zone,
	"swept_until" timestamp with time zone,
	"sweep_started_at" timestamp with time zone,
	"helpdesk_picks" boolean DEFAULT false NOT NULL,
	"roster_refreshed_at" timestamp with time zone,
	"roster_untold" jsonb,
	"roster_synced_at" timestamp with time zone,
	"roster_version" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "learning" (
	"installation_id" text PRIMARY KEY NOT NULL,
	"settings" jsonb NOT NULL,
	"import_state" text DEFAULT 'not started' NOT NULL,
	"import_cursor" text,
	"import_reason" text,
	"import_since" timestamp with time zone,
	"imported_until" timestamp with time zone,
	"tickets_read" integer DEFAULT 0 NOT NULL,
	"import_moved_at" timestamp with time zone,
	"training_state" text DEFAULT 'never' NOT NULL,
	"training_target" text,
	"training_stage" text,
	"training_share" double precision DEFAULT 0 NOT NULL,
	"training_reason" text,
	"training_moved_at" timestamp with time zone,
	"trained_examples" integer DEFAULT 0 NOT NULL,
	"trained_at" timestamp with time zone,
	"outside_day" text,
	"outside_calls" integer DEFAULT 0 NOT NULL,
	"sealed_key" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "learning_examples" (
	"installation_id" text NOT NULL,
	"ticket_id" text NOT NULL,
	"requester_id" text,
	"group_id" text,
	"priority" text,
	"effort_minutes" double precision,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"feature_version" integer NOT NULL,
	"sealed_bag" "bytea" NOT NULL,
	CONSTRAINT "learning_examples_installation_id_ticket_id_pk" PRIMARY KEY("installation_id","ticket_id")
);
--> statement-breakpoint
CREATE TABLE "models" (
	"installation_id" text NOT NULL,
	"target" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"record" jsonb NOT NULL,
	"quality" jsonb NOT NULL,
	"bytes" "bytea" NOT NULL,
	"trained_at" timestamp with time zone NOT NULL,
	CONSTRAINT "models_installation_id_target_version_pk" PRIMARY KEY("installation_id","target","version")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"installation_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "people_installation_id_user_id_pk" PRIMARY KEY("installation_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"installation_id" text NOT NULL,
	"version" integer NOT NULL,
	"document" jsonb NOT NULL,
	"hash" text NOT NULL,
	"saved_by" text DEFAULT 'system' NOT NULL,
	"note" text,
	"restored_from" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "policies_installation_id_version_pk" PRIMARY KEY("installation_id","version")
);
--> statement-breakpoint
CREATE TABLE "policy_drafts" (
	"installation_id" text NOT NULL,
	"owner" text NOT NULL,
	"document" jsonb NOT NULL,
	"base_version" integer NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "policy_drafts_installation_id_owner_pk" PRIMARY KEY("installation_id","owner")
);
--> statement-breakpoint
CREATE TABLE "rebalances" (
	"id" text PRIMARY KEY NOT NULL,
	"installation_id" text NOT NULL,
	"policy_version" integer NOT NULL,
	"planned" jsonb NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"applied_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "rejections" (
	"installation_id" text NOT NULL,
	"day" date NOT NULL,
	"reason" text NOT NULL,
	"count" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rejections_installation_id_day_reason_pk" PRIMARY KEY("installation_id","day","reason")
);
--> statement-breakpoint
CREATE TABLE "reservations" (
	"installation_id" text NOT NULL,
	"ticket_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"queue_id" text,
	"effort" double precision NOT NULL,
	"turns" double precision,
	"floor" double precision,
	"taken_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reservations_installation_id_ticket_id_pk" PRIMARY KEY("installation_id","ticket_id")
);
--> statement-breakpoint
CREATE TABLE "rotations" (
	"installation_id" text NOT NULL,
	"queue_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"turns" double precision,
	"floor" double precision,
	"last_assigned_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rotations_installation_id_queue_id_agent_id_pk" PRIMARY KEY("installation_id","queue_id","agent_id")
);
--> statement-breakpoint
CREATE TABLE "routing_cycles" (
	"installation_id" text NOT NULL,
	"ticket_id" text NOT NULL,
	"cycle" integer NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"source" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"claimed_until" timestamp with time zone,
	"seen" jsonb,
	"held_since" timestamp with time zone,
	"demand" jsonb,
	"urgent_at" timestamp with time zone,
	"assignee_id" text,
	"handed_out_at" timestamp with time zone,
	"planned_agent_id" text,
	"from_agent_id" text,
	"take_back_at" timestamp with time zone,
	"decision_id" text,
	"opened_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "routing_cycles_installation_id_ticket_id_cycle_pk" PRIMARY KEY("installation_id","ticket_id","cycle")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"installation_id" text,
	"user_id" text,
	"role" text NOT NULL,
	"ticket_id" text,
	"proof_hash" text,
	"expires_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_links" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"installation_id" text NOT NULL,
	"ticket_id" text NOT NULL,
	"status" text NOT NULL,
	"priority" text,
	"group_id" text,
	"assignee_id" text,
	"effort" double precision DEFAULT 1 NOT NULL,
	"queue_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tickets_installation_id_ticket_id_pk" PRIMARY KEY("installation_id","ticket_id")
);
--> statement-breakpoint
ALTER TABLE "agent_settings" ADD CONSTRAINT "agent_settings_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agents" ADD CONSTRAINT "agents_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_tokens" ADD CONSTRAINT "app_tokens_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD CONSTRAINT "dead_letters_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning" ADD CONSTRAINT "learning_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning_examples" ADD CONSTRAINT "learning_examples_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "models" ADD CONSTRAINT "models_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rebalances" ADD CONSTRAINT "rebalances_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rotations" ADD CONSTRAINT "rotations_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_installation" ON "audit_log" USING btree ("installation_id","position");--> statement-breakpoint
CREATE INDEX "corrections_at" ON "corrections" USING btree ("installation_id","at");--> statement-breakpoint
CREATE INDEX "decisions_ticket" ON "decisions" USING btree ("installation_id","ticket_id","decided_at");--> statement-breakpoint
CREATE INDEX "decisions_requester" ON "decisions" USING btree ("installation_id","requester_id","decided_at");--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_event_key" ON "deliveries" USING btree ("installation_id","event_key");--> statement-breakpoint
CREATE INDEX "deliveries_ticket" ON "deliveries" USING btree ("installation_id","ticket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "installations_endpoint" ON "installations" USING btree ("endpoint");--> statement-breakpoint
CREATE UNIQUE INDEX "installations_subdomain" ON "installations" USING btree ("helpdesk","subdomain") WHERE status <> 'uninstalled';--> statement-breakpoint
CREATE INDEX "learning_examples_ended" ON "learning_examples" USING btree ("installation_id","ended_at");--> statement-breakpoint
CREATE INDEX "learning_examples_requester" ON "learning_examples" USING btree ("installation_id","requester_id");--> statement-breakpoint
CREATE UNIQUE INDEX "models_in_force" ON "models" USING btree ("installation_id","target") WHERE "models"."state" = 'in force';--> statement-breakpoint
CREATE INDEX "routing_cycles_due" ON "routing_cycles" USING btree ("due_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "routing_cycles_held" ON "routing_cycles" USING btree ("installation_id","urgent_at") WHERE demand is not null;--> statement-breakpoint
CREATE INDEX "routing_cycles_held_due" ON "routing_cycles" USING btree ("due_at") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "routing_cycles_take_back" ON "routing_cycles" USING btree ("take_back_at") WHERE take_back_at is not null;--> statement-breakpoint
CREATE INDEX "routing_cycles_handed_out" ON "routing_cycles" USING btree ("installation_id","handed_out_at") WHERE handed_out_at is not null;--> statement-breakpoint
CREATE INDEX "routing_cycles_opened" ON "routing_cycles" USING btree ("installation_id","opened_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_proof" ON "sessions" USING btree ("proof_hash");--> statement-breakpoint
CREATE INDEX "tickets_unsolved" ON "tickets" USING btree ("installation_id","assignee_id") WHERE status not in ('solved', 'closed');