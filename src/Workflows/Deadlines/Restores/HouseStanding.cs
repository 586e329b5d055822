using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Doorstep.Workflows.Deadlines.Restores;

/// <summary>Which database this is, and whether it was found to be older than what was sent from it. It stands in the database itself, so a backup has it as it was.</summary>
/// <param name="Generations">Names of the database, the first one from when it was made; whoever finds it restored gives it another one.</param>
/// <param name="Open">That it waits for a person who compares; null while it serves.</param>
/// <param name="Books">How often messages were added to those that were sent before a restore; whoever keeps a copy reads again.</param>
/// <param name="Asked">Words of operators who asked for it.</param>
/// <param name="Past">The latest restores that were dealt with, the last one first.</param>
public sealed record HouseStanding(ImmutableArray<string> Generations, Reconciling? Open, int Books, ImmutableArray<string> Asked, ImmutableArray<Reconciled> Past)
{
    /// <summary>Generations that are told apart at most; a ledger of an older one is of no use any more.</summary>
    private const int GenerationsMax = 100;

    /// <summary>The database as it is now.</summary>
    public string Generation => Generations[^1];

    /// <summary>One that was just made.</summary>
    public static HouseStanding New() => new([NewName()], null, 0, [], []);

    /// <summary>The same, known to be another one from now on.</summary>
    public HouseStanding Again() => this with { Generations = [.. Generations.TakeLast(GenerationsMax - 1), NewName()] };

    private static string NewName() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}

/// <summary>The house is open and sends nothing.</summary>
/// <param name="Since">Since when (UTC).</param>
/// <param name="Why">In a sentence.</param>
/// <param name="DatabaseAsOf">When the database was last marked before it was copied (UTC); null where that is not known.</param>
/// <param name="ServedUntil">Until when the ledger knows that the house served (UTC); null where it was lost.</param>
public sealed record Reconciling(DateTimeOffset Since, string Why, DateTimeOffset? DatabaseAsOf, DateTimeOffset? ServedUntil);

/// <summary>A restore that was dealt with.</summary>
/// <param name="Since">When it was noticed (UTC).</param>
/// <param name="ReleasedAt">When the house began to send again (UTC).</param>
/// <param name="By">Who released it.</param>
/// <param name="Reason">Why.</param>
public sealed record Reconciled(DateTimeOffset Since, DateTimeOffset ReleasedAt, string By, string Reason);

[JsonSerializable(typeof(HouseStanding))]
[JsonSerializable(typeof(ImmutableArray<SentMessage>))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class RestoreJson : JsonSerializerContext;
