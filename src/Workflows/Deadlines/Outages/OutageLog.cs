using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Deadlines.Outages;

/// <summary>A time in which no host looked after deadlines: none ran, or the database was away.</summary>
/// <param name="From">When the last one was seen at work (UTC).</param>
/// <param name="To">When one was at work again (UTC).</param>
public sealed record Outage(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Whether a time lies in it.</summary>
    public bool Covers(DateTimeOffset at) => at >= From && at <= To;
}

/// <summary>Knows when the house was not at work, from the gaps in what its heartbeat writes down.</summary>
public sealed class OutageLog(RegisterStore registers, TimeProvider clock)
{
    private const string Pulse = "PULSE";
    private const string PulseKey = "deadlines";
    private const string Outages = "OUTAGE";
    private const string House = "clock";

    /// <summary>Outages that are looked at; older ones explain nothing any more.</summary>
    private const int OutagesMax = 1000;

    /// <summary>How often a beat is written down.</summary>
    public static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(10);

    /// <summary>A gap this long is an outage; a shorter one is a restart or a slow moment.</summary>
    public static readonly TimeSpan OutageMin = TimeSpan.FromMinutes(1);

    private long _written;
    private IReadOnlyList<Outage>? _known;

    /// <summary>The outages as they were known at the last beat that was written down, the last one first.</summary>
    public async Task<IReadOnlyList<Outage>> KnownAsync(CancellationToken cancellation = default) => _known ??= await ListAsync(cancellation);

    /// <summary>Notes that the house is at work; gives the outage that is over with that, if there was one.</summary>
    public async Task<Outage?> BeatAsync(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        if (now.UtcTicks - Interlocked.Read(ref _written) is >= 0 and var since && since < BeatEvery.Ticks) return null;
        var last = await registers.FindAsync(Pulse, PulseKey, cancellation);
        // The outage first: whoever sees the beat has to know of it before it tells a deadline.
        var outage = last is not null && now - last.ChangedAt >= OutageMin ? new Outage(last.ChangedAt, now) : null;
        var isNoted = outage is not null
            && await registers.SaveAsync(new RegisterRecord(Outages, KeyOf(outage), 1, JsonSerializer.Serialize(outage, OutageJson.Default.Outage), now, House), cancellation);
        _known = null;
        if (!await registers.SaveAsync(new RegisterRecord(Pulse, PulseKey, (last?.Version ?? 0) + 1, "{}", now, House), cancellation)) return null;
        Interlocked.Exchange(ref _written, now.UtcTicks);
        return isNoted ? outage : null;
    }

    /// <summary>The outages, the last one first.</summary>
    public async Task<IReadOnlyList<Outage>> ListAsync(CancellationToken cancellation = default) =>
        [.. (await registers.ListAsync(Outages, OutagesMax, cancellation)).Select(row => JsonSerializer.Deserialize(row.Json, OutageJson.Default.Outage)!)];

    /// <summary>Keys sort the last outage first, so that a bounded list has the ones that matter; and two hosts that come back together note one outage, for both say since when.</summary>
    internal static string KeyOf(Outage outage) => (DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() - outage.From.ToUnixTimeMilliseconds()).ToString("D16", CultureInfo.InvariantCulture);
}

[JsonSerializable(typeof(Outage))]
internal sealed partial class OutageJson : JsonSerializerContext;
