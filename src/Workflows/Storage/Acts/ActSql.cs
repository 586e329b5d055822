namespace Doorstep.Workflows.Storage.Acts;

/// <summary>The statements of decisions on acts; they are part of a step's transaction.</summary>
internal static class ActSql
{
    public const string InsertDebtor =
        "INSERT INTO debtors (tenant, token, version, budget) VALUES (@tenant, @token, 1, @budget) ON CONFLICT DO NOTHING";

    public const string UpdateDebtor =
        "UPDATE debtors SET version = @version, budget = @budget WHERE tenant = @tenant AND token = @token AND version = @expected";

    public const string InsertAct =
        """
        INSERT INTO acts (act_id, try, case_id, sequence, tenant, debtor, at, kind, allowed, pack, next_try_at, actor, act, decision)
        VALUES (@act_id, @try, @case_id, @sequence, @tenant, @debtor, @at, @kind, @allowed, @pack, @next_try_at, @actor, @act, @decision)
        ON CONFLICT DO NOTHING
        """;

    // Acts that wait for a lawful hour are decided at once when something new stands in their way.
    public const string WakeActs =
        "UPDATE outbox SET next_try_at = @now WHERE case_id = @case_id AND status = 'Pending' AND destination LIKE 'act:%' AND next_try_at > @now";
}
