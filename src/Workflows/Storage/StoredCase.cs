using System.Collections.Immutable;

namespace Doorstep.Workflows.Storage;

/// <summary>A case with all that its grain needs to go on with it.</summary>
/// <param name="Case">The case.</param>
/// <param name="RecentEventIds">Ids of the events in its newest <see cref="EventsMax"/> journal rows, newest first.</param>
/// <param name="DeadlineIds">Ids of its rows in the due-table.</param>
public sealed record StoredCase(CaseRecord Case, ImmutableArray<string> RecentEventIds, ImmutableArray<string> DeadlineIds)
{
    /// <summary>Journal rows whose events come with the case.</summary>
    public const int EventsMax = 256;
}
