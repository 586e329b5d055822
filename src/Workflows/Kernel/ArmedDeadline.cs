namespace Doorstep.Workflows.Kernel;

/// <summary>A point in time that a case waits for.</summary>
/// <param name="Id">Unique within the case and never used again: the sequence that armed it and a counter, <c>17.0</c>.</param>
/// <param name="Transition">Key of the transition that it triggers.</param>
/// <param name="ArmedAt">When it was armed (UTC).</param>
/// <param name="DueAt">When it is due (UTC).</param>
/// <param name="IsDue">Its time has come, its condition did not hold yet; every later fact asks again.</param>
/// <param name="Left">What it had left when a hold stopped it, to the millisecond; null while it runs. A stopped one is not in the table of what is due.</param>
/// <param name="By">What it was counted from; null for one that is not counted by rules and calendars.</param>
/// <param name="StoppedAt">Since when it stands still (UTC); null while it runs.</param>
public sealed record ArmedDeadline(
    string Id, string Transition, DateTimeOffset ArmedAt, DateTimeOffset DueAt, bool IsDue = false, TimeSpan? Left = null, Reckoning? By = null, DateTimeOffset? StoppedAt = null)
{
    /// <summary>Whose right it keeps.</summary>
    public DeadlineRisk Risk { get; init; } = DeadlineRisk.House;
}

/// <summary>A deadline whose clock stands still.</summary>
/// <param name="Since">Since when (UTC).</param>
/// <param name="Left">What it has left.</param>
/// <param name="Holds">The open holds that stop it, by name.</param>
/// <param name="IsSuspended">A person has stopped the case.</param>
public sealed record StoppedClock(DateTimeOffset Since, TimeSpan Left, System.Collections.Immutable.ImmutableArray<string> Holds, bool IsSuspended = false)
{
    /// <summary>For people: <c>stands still since … for hold DISPUTE; P20D is left</c>.</summary>
    public override string ToString() => $"stands still since {Instants.Text(Since)} for {string.Join(" and ", Stoppers)}; {new Duration(0, Left)} is left";

    private IEnumerable<string> Stoppers
    {
        get
        {
            if (IsSuspended) yield return "the suspension";
            if (Holds.Length > 0) yield return $"{(Holds.Length == 1 ? "hold" : "holds")} {string.Join(", ", Holds)}";
        }
    }
}

/// <summary>A <see cref="Reminder"/> that is armed.</summary>
/// <param name="Id">Unique within the case, of the same series as those of deadlines.</param>
/// <param name="Reminder">What it reminds of.</param>
/// <param name="ArmedAt">When it was armed (UTC).</param>
public sealed record ArmedReminder(string Id, Reminder Reminder, DateTimeOffset ArmedAt)
{
    /// <summary>What ids of events begin with that the house raises, by its clock or from case to case; nobody else may use them.</summary>
    public const string EventIdPrefix = "doorstep:";

    /// <summary>The same as the due-table knows it.</summary>
    /// <param name="facts">The file that wants it.</param>
    public ArmedDeadline AsDeadline(CaseFacts facts) => new(Id, $"{Reminder.EventType}:{Reminder.Key}", ArmedAt, Reminder.DueAt) { Risk = facts.RiskOf(Reminder) };

    /// <summary>Id of the event that a reminder raises.</summary>
    public static string EventIdOf(string reminderId) => $"{EventIdPrefix}reminder/{reminderId}";
}
