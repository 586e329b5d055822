using Npgsql;

namespace Doorstep.Workflows.Storage.Postgres;

/// <summary>Sessions that let go of what they have locked when their process stops in the middle of a transaction: a machine that is frozen must not hold up the others, who do not know what it was about to write.</summary>
public static class LettingGo
{
    /// <summary>How long PostgreSQL waits for the next statement of a transaction before it takes it back and ends the session. A transaction that is alive takes milliseconds.</summary>
    public static readonly TimeSpan IdleMax = TimeSpan.FromSeconds(10);

    /// <summary>A connection string for such sessions.</summary>
    /// <param name="connection">The connection string as it was set.</param>
    public static string Of(string connection)
    {
        var read = new NpgsqlConnectionStringBuilder(connection);
        read.Options = $"{read.Options} -c idle_in_transaction_session_timeout={(long)IdleMax.TotalMilliseconds}".Trim();
        return read.ToString();
    }
}
