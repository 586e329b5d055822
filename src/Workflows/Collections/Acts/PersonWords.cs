using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Acts;

/// <summary>A consent that was taken back (G5).</summary>
/// <param name="Day">On which day, where the person lives.</param>
/// <param name="Scope">What for; null: whatever for.</param>
/// <param name="ConsentId">Which one; null: each.</param>
public sealed record TakenBack(DateOnly Day, string? Scope = null, string? ConsentId = null)
{
    /// <summary>Whether both are about the same consents.</summary>
    public bool IsSameAs(TakenBack other) => (Scope, ConsentId) == (other.Scope, other.ConsentId);
}

/// <summary>Hours outside of which a person wants to be left in peace, where the person lives (G1).</summary>
/// <param name="NotBefore"><c>10:00</c>; null: from the lawful hour on.</param>
/// <param name="NotAfter">From when nothing may come; null: to the lawful hour.</param>
public sealed record WishedHours(string? NotBefore, string? NotAfter);

/// <summary>What another system has counted before a case came here (domain.md e, <c>history</c>).</summary>
/// <param name="At">When it was imported (UTC).</param>
/// <param name="Day">That day where the person lives.</param>
/// <param name="Attempts7d">Calls within the seven days before.</param>
/// <param name="ConnectedToday">Calls on that day that somebody answered.</param>
/// <param name="Visits30d">Visits within the thirty days before.</param>
/// <param name="AttemptsToday">Calls on that day.</param>
public sealed record ImportedCounters(DateTimeOffset At, DateOnly Day, int Attempts7d, int ConnectedToday, int Visits30d, int AttemptsToday = 0);

/// <summary>The channels that a person has chosen (G5, S32).</summary>
/// <param name="Channels">The channels wanted; none: all that are not opted out of.</param>
/// <param name="At">When the person chose (UTC); null: it came with the start of a case, and any choice is later.</param>
public sealed record ChosenChannels(ImmutableArray<Channel> Channels, DateTimeOffset? At)
{
    /// <summary>Whether this was chosen after the other.</summary>
    public bool IsLaterThan(ChosenChannels? other) => other is null || (At is { } at && !(other.At >= at));

    /// <summary>Whether it takes the other's place where it is heard after it: of two words of one moment the second stands.</summary>
    public bool Replaces(ChosenChannels? other) => IsLaterThan(other) || (At is not null && At == other!.At && !Channels.SequenceEqual(other.Channels));
}
