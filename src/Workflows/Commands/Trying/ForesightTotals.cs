using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Commands.Trying;

/// <summary>Sums up what going over would do to cases. The sum does not depend on the order in which they come.</summary>
internal sealed class ForesightTotals
{
    private const int StuckMax = 200;

    private readonly Lock _lock = new();
    private readonly List<string> _unreadable = [];
    private readonly Dictionary<string, (int Cases, string Example)> _cannot = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Definition, string Transition), (int Earlier, int Later, int Same, int Gone, int Fresh, double Hours, string Example)> _deadlines = [];
    private readonly List<StuckCase> _stuck = [];

    public int Cases { get; private set; }

    public ImmutableArray<string> Unreadable => [.. _unreadable.Order(StringComparer.Ordinal)];

    public ImmutableArray<CannotGo> Cannot => [.. _cannot.OrderByDescending(pair => pair.Value.Cases).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new CannotGo(pair.Key, pair.Value.Cases, pair.Value.Example))];

    public ImmutableArray<StuckCase> Stuck => [.. _stuck.OrderBy(one => one.CaseId, StringComparer.Ordinal).Take(StuckMax)];

    public ImmutableArray<DeadlineShift> Deadlines =>
    [
        .. _deadlines.OrderByDescending(pair => pair.Value.Earlier + pair.Value.Later + pair.Value.Gone + pair.Value.Fresh).ThenBy(pair => pair.Key.Definition, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Transition, StringComparer.Ordinal).Select(pair => Shift(pair.Key, pair.Value)),
    ];

    public void Broken(string caseId)
    {
        lock (_lock)
        {
            Cases++;
            _unreadable.Add(caseId);
        }
    }

    public void Refused(string caseId, string reason)
    {
        lock (_lock)
        {
            Cases++;
            var (cases, example) = _cannot.GetValueOrDefault(reason, (0, caseId));
            _cannot[reason] = (cases + 1, First(example, caseId));
        }
    }

    public void Went(string caseId, Snapshot before, Snapshot after)
    {
        lock (_lock)
        {
            Cases++;
            var (old, now) = (Armed(before), Armed(after));
            foreach (var (key, armed) in old)
            {
                var (earlier, later, same, gone, fresh, hours, example) = _deadlines.GetValueOrDefault(key);
                if (!now.TryGetValue(key, out var moved)) _deadlines[key] = (earlier, later, same, gone + 1, fresh, hours, First(example, caseId));
                else if (Later(armed, moved) is var by && by == TimeSpan.Zero) _deadlines[key] = (earlier, later, same + 1, gone, fresh, hours, example ?? "");
                else _deadlines[key] = (earlier + (by < TimeSpan.Zero ? 1 : 0), later + (by > TimeSpan.Zero ? 1 : 0), same, gone, fresh, hours + by.TotalHours, First(example, caseId));
            }

            foreach (var key in now.Keys.Where(key => !old.ContainsKey(key)))
            {
                var sum = _deadlines.GetValueOrDefault(key);
                _deadlines[key] = (sum.Earlier, sum.Later, sum.Same, sum.Gone, sum.Fresh + 1, sum.Hours, First(sum.Example, caseId));
            }
        }
    }

    public void IsStuck(string caseId, string state)
    {
        lock (_lock) _stuck.Add(new StuckCase(caseId, state));
    }

    private static Dictionary<(string, string), ArmedDeadline> Armed(Snapshot snapshot) =>
        snapshot.Frames.SelectMany(frame => frame.Deadlines.Select(armed => (Key: (frame.DefinitionId, armed.Transition), armed))).DistinctBy(one => one.Key).ToDictionary(one => one.Key, one => one.armed);

    private static TimeSpan Later(ArmedDeadline before, ArmedDeadline after) => before.Left is { } left && after.Left is { } still ? still - left : after.DueAt - before.DueAt;

    private static string First(string? one, string other) => string.IsNullOrEmpty(one) || string.CompareOrdinal(one, other) > 0 ? other : one;

    private static DeadlineShift Shift((string Definition, string Transition) key, (int Earlier, int Later, int Same, int Gone, int Fresh, double Hours, string Example) sum) => new(
        key.Definition, key.Transition, sum.Earlier, sum.Later, sum.Same, sum.Gone, sum.Fresh, sum.Earlier + sum.Later == 0 ? 0 : Math.Round(sum.Hours / (sum.Earlier + sum.Later), 2), sum.Example ?? "");
}
