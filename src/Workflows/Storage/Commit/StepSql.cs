namespace Doorstep.Workflows.Storage.Commit;

/// <summary>The statements of a step. Plain enough for SQLite and PostgreSQL alike; values are bound in the order of the names.</summary>
internal static class StepSql
{
    public const string InsertCase =
        """
        INSERT INTO cases (id, tenant, business_key, start_hash, definition_id, definition_version, status, state, name, is_faulted, sequence, snapshot, head_hash, created_at, updated_at, completed_at)
        VALUES (@id, @tenant, @business_key, @start_hash, @definition_id, @definition_version, @status, @state, @name, @is_faulted, 1, @snapshot, @head_hash, @created_at, @updated_at, @completed_at)
        ON CONFLICT DO NOTHING
        """;

    public const string UpdateCase =
        """
        UPDATE cases SET definition_id = @definition_id, definition_version = @definition_version, status = @status, state = @state, name = @name,
            is_faulted = @is_faulted, sequence = @sequence, snapshot = @snapshot, head_hash = @head_hash, updated_at = @updated_at, completed_at = @completed_at
        WHERE id = @id AND sequence = @expected
        """;

    public const string InsertJournal =
        """
        INSERT INTO journal (case_id, sequence, at, event_id, event_type, occurred_at, event_data, actor, reason, outcome, decision, state, entries, previous_hash, hash)
        VALUES (@case_id, @sequence, @at, @event_id, @event_type, @occurred_at, @event_data, @actor, @reason, @outcome, @decision, @state, @entries, @previous_hash, @hash)
        ON CONFLICT DO NOTHING
        """;

    public const string ArmDeadline =
        """
        INSERT INTO deadlines (case_id, id, transition, armed_at, due_at, is_parked, next_try_at, risk)
        VALUES (@case_id, @id, @transition, @armed_at, @due_at, @is_parked, @next_try_at, @risk)
        ON CONFLICT (case_id, id) DO UPDATE SET transition = excluded.transition, armed_at = excluded.armed_at, due_at = excluded.due_at,
            is_parked = excluded.is_parked, next_try_at = excluded.next_try_at, risk = excluded.risk
        """;

    public const string RearmDeadline =
        """
        INSERT INTO deadlines (case_id, id, transition, armed_at, due_at, is_parked, next_try_at, risk)
        SELECT @case_id, @id, @transition, @armed_at, @due_at, @is_parked, @next_try_at, @risk WHERE EXISTS (SELECT 1 FROM cases WHERE id = @case_id AND sequence = @sequence)
        ON CONFLICT DO NOTHING
        """;

    public const string RemoveDeadline = "DELETE FROM deadlines WHERE case_id = @case_id AND id = @id";

    public const string ParkDeadline = "UPDATE deadlines SET is_parked = TRUE WHERE case_id = @case_id AND id = @id";

    // The due time is the row's own: a deadline that was armed anew meanwhile is not put off.
    public const string PutOffDeadline = "UPDATE deadlines SET next_try_at = @until WHERE case_id = @case_id AND id = @id AND due_at = @due_at";

    public const string InsertOutbox =
        """
        INSERT INTO outbox (key, case_id, sequence, number, destination, type, payload, created_at, attempts, next_try_at, status, last_error, delivered_at, trace)
        VALUES (@key, @case_id, @sequence, @number, @destination, @type, @payload, @created_at, @attempts, @next_try_at, @status, @last_error, @delivered_at, @trace)
        """;

    public const string ClaimOutbox =
        """
        UPDATE outbox SET next_try_at = @until WHERE key = @key AND next_try_at = @next_try_at AND status = @pending
        """;

    public const string UpdateOutbox =
        """
        UPDATE outbox SET attempts = @attempts, next_try_at = @next_try_at, status = @status, last_error = @last_error, delivered_at = @delivered_at WHERE key = @key
        """;
}
