using System.Collections.Frozen;
using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Simulation;

/// <summary>The transitions of a machine and of everything inside it, by the keys that journals name them by.</summary>
internal sealed class FamilyIndex
{
    private readonly FrozenDictionary<string, ImmutableArray<(string Definition, Transition Way)>> _ways;

    public FamilyIndex(StateMachine machine)
    {
        Machine = machine;
        All = [.. machine.Family.SelectMany(member => member.Declared.SelectMany(state => state.Outbound).Distinct().Select(way => (member.Id, way)))];
        _ways = All.GroupBy(one => one.Way.Key, StringComparer.Ordinal).ToFrozenDictionary(same => same.Key, same => same.ToImmutableArray(), StringComparer.Ordinal);
    }

    public StateMachine Machine { get; }

    /// <summary>Every transition with the definition that it belongs to.</summary>
    public ImmutableArray<(string Definition, Transition Way)> All { get; }

    /// <summary>The definition whose transition a line of a journal is about: keys are unique in one machine only, but the line says from where to where it led.</summary>
    public string Owner(JournalEntry line)
    {
        var ways = _ways.GetValueOrDefault(line.Subject, []);
        if (ways.Length <= 1) return ways.Length == 1 ? ways[0].Definition : Machine.Id;
        return ways.FirstOrDefault(one => Fits(one.Way, line.Text)).Definition ?? Machine.Id;
    }

    private static bool Fits(Transition way, string text) =>
        (way.From == Transition.Anywhere || text.StartsWith($"{way.From} →", StringComparison.Ordinal)) && (way.To == Transition.Back || text.Contains($"→ {way.To} by", StringComparison.Ordinal));
}
