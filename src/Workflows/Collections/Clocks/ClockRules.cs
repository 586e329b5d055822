using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Deadlines.Calendars;

namespace Doorstep.Workflows.Collections.Clocks;

/// <summary>What clocks are counted by: the approved packs, and of every calendar the version in force.</summary>
/// <param name="packs">Every approved version of every pack.</param>
/// <param name="versions">Every approved version of every calendar, by id and version.</param>
public sealed class ClockRules(ImmutableArray<ApprovedPack> packs, ImmutableArray<CalendarVersion> versions)
{
    private readonly Lazy<ImmutableDictionary<string, (long Version, BusinessCalendar Calendar)>> _inForce = new(() => versions
        .GroupBy(version => version.Id, StringComparer.Ordinal).Select(same => same.Last()).ToImmutableDictionary(last => last.Id, last => ((long)last.Version, last.Calendar), StringComparer.Ordinal));

    /// <summary>Every approved version of every pack.</summary>
    public ImmutableArray<ApprovedPack> Packs => packs;

    /// <summary>Every approved version of every calendar, by id and version.</summary>
    public ImmutableArray<CalendarVersion> Versions => versions;

    /// <summary>The version of a calendar in force; null where there is none.</summary>
    public (long Version, BusinessCalendar Calendar)? InForce(string id) => _inForce.Value.TryGetValue(id, out var found) ? found : null;

    /// <summary>Whether others say the same. A version of a pack or a calendar never changes, so their names are enough.</summary>
    internal bool Says(ClockRules other) =>
        packs.Select(pack => (pack.Pack.Reference, pack.ApprovedAt)).SequenceEqual(other.Packs.Select(pack => (pack.Pack.Reference, pack.ApprovedAt)))
        && versions.Select(version => (version.Id, version.Version)).SequenceEqual(other.Versions.Select(version => (version.Id, version.Version)));

    /// <summary>The same with one version more, as if it were approved.</summary>
    public ClockRules With(CalendarVersion proposed) => new(packs, versions.Add(proposed));

    /// <summary>The same with one version of a pack more, as if it were approved.</summary>
    public ClockRules With(ApprovedPack proposed) => new(packs.Add(proposed), versions);
}
