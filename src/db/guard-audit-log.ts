/**
 * Makes the audit log append-only in the database itself, whoever holds the connection. Deleting a whole installation
 * sets `signalbox.erasing` for its transaction. Run after the migrations; running it again changes nothing.
 */
export const guardAuditLog = [
  `create or replace function refuse_audit_change() returns trigger language plpgsql as $$
   begin
     if tg_op = 'DELETE' and current_setting('signalbox.erasing', true) = 'on' then return old; end if;
     raise exception 'the audit log is append-only';
   end $$`,
  `create or replace trigger audit_log_rows before update or delete on audit_log
   for each row execute function refuse_audit_change()`,
  `create or replace trigger audit_log_truncate before truncate on audit_log
   for each statement execute function refuse_audit_change()`,
] as const;
