using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Runtime;

namespace Doorstep.Host.Cluster;

/// <summary>A machine of the cluster as it is written down.</summary>
/// <param name="Silo">Its address and start, as Orleans writes it.</param>
/// <param name="Status">Where it stands in its life.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Host">The machine's own name.</param>
/// <param name="StartedAt">When it started (UTC).</param>
/// <param name="Suspectors">Who has missed it, and when (UTC).</param>
internal sealed record Member(string Silo, SiloStatus Status, string? Name, string? Host, DateTime StartedAt, ImmutableArray<Suspector> Suspectors)
{
    public static Member Of(MembershipEntry entry) => new(
        entry.SiloAddress.ToParsableString(), entry.Status, entry.SiloName, entry.HostName, entry.StartTime,
        [.. (entry.SuspectTimes ?? []).Select(suspect => new Suspector(suspect.Item1.ToParsableString(), suspect.Item2))]);

    /// <param name="aliveAt">When it last said that it is alive (UTC).</param>
    public MembershipEntry Entry(DateTime? aliveAt) => new()
    {
        SiloAddress = SiloAddress.FromParsableString(Silo), Status = Status, SiloName = Name ?? "", HostName = Host ?? "", RoleName = "", StartTime = StartedAt,
        IAmAliveTime = aliveAt is { } at && at > StartedAt ? at : StartedAt,
        SuspectTimes = [.. Suspectors.Select(suspect => Tuple.Create(SiloAddress.FromParsableString(suspect.Silo), suspect.At))],
    };
}

/// <summary>Who has missed a machine.</summary>
internal sealed record Suspector(string Silo, DateTime At);

/// <summary>The lists of the cluster as text.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImmutableArray<Member>))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, DateTime>))]
internal sealed partial class MembershipText : JsonSerializerContext
{
    public static string Write(IEnumerable<Member> members) => JsonSerializer.Serialize([.. members], Default.ImmutableArrayMember);

    public static ImmutableArray<Member> Members(string json) => JsonSerializer.Deserialize(json, Default.ImmutableArrayMember);

    public static string Write(ImmutableSortedDictionary<string, DateTime> alive) => JsonSerializer.Serialize(alive, Default.ImmutableSortedDictionaryStringDateTime);

    public static ImmutableSortedDictionary<string, DateTime> Alive(string json) => JsonSerializer.Deserialize(json, Default.ImmutableSortedDictionaryStringDateTime)!;

    /// <summary>Versions of the list as Orleans knows them: its etag is the number itself.</summary>
    public static TableVersion Version(long version) => new((int)version, version.ToString(CultureInfo.InvariantCulture));
}
