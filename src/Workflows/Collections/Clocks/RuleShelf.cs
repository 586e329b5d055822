using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Collections.Clocks;

/// <summary>Keeps what clocks are counted by in memory, for every step asks. It is read again after a write of this process at once, and after one of another within seconds.</summary>
public sealed class RuleShelf
{
    /// <summary>How long a copy is believed, for whatever other processes write.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly Func<long> _writes;
    private readonly Func<CancellationToken, Task<ClockRules>> _read;
    private volatile Copy? _copy;

    /// <summary>The rules as they are stored.</summary>
    public RuleShelf(PackStore packs, RegisterStore registers, PackShelf shelf, CalendarBook calendars) =>
        (_writes, _read) = (() => packs.Writes + registers.Writes, async cancellation => new ClockRules(
            await shelf.ApprovedAsync(cancellation), [.. (await calendars.ListAsync(cancellation)).Where(version => version.ApprovedAt is not null)]));

    /// <summary>Rules that never change.</summary>
    internal RuleShelf(ClockRules rules) => (_writes, _read) = (() => 0, _ => Task.FromResult(rules));

    /// <summary>What clocks are counted by.</summary>
    /// <param name="isFresh">Believe no copy.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ClockRules> ReadAsync(bool isFresh = false, CancellationToken cancellation = default)
    {
        var (writes, at) = (_writes(), Environment.TickCount64);
        if (!isFresh && _copy is { } copy && copy.Writes == writes && at - copy.At < Fresh.TotalMilliseconds) return copy.Rules;
        var rules = await _read(cancellation);
        _copy = new Copy(_copy?.Rules.Says(rules) == true ? _copy.Rules : rules, writes, at);
        return _copy.Rules;
    }

    private sealed record Copy(ClockRules Rules, long Writes, long At);
}
