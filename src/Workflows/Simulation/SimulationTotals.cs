using System.Collections.Immutable;
using System.Globalization;

namespace Doorstep.Workflows.Simulation;

/// <summary>Sums up what became of cases. The sum does not depend on the order in which they come.</summary>
internal sealed class SimulationTotals
{
    private const int ShownMax = 20;

    /// <summary>What goes to institutions is no contact with a person.</summary>
    private static readonly string[] ToInstitutions = ["AGENCY_ASSIGNMENT", "LEGAL_REFERRAL", "CREDIT_REPORT"];

    private readonly Lock _lock = new();
    private readonly Dictionary<(string State, TraceEnd End), (int Cases, string Example)> _ends = [];
    private readonly Dictionary<string, int> _paths = new(StringComparer.Ordinal);
    private readonly List<double> _days = [];
    private readonly List<double> _contacts = [];
    private readonly Dictionary<string, (int Allowed, int Dropped, int Replanned)> _acts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _objections = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), (int Armed, int Fired, int Vain)> _deadlines = [];
    private readonly Dictionary<(string, string), (int Cases, int Times)> _ways = [];
    private readonly Dictionary<string, (int Times, string Example)> _faults = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (int Letters, int Visits, int Calls, int Messages)> _perDay = new(StringComparer.Ordinal);
    private int _cases;
    private int _refused;
    private long _steps;
    private DateTimeOffset _until;

    public void Add(CaseTrace trace, string name)
    {
        lock (_lock)
        {
            _cases++;
            _steps += trace.Steps;
            _refused += trace.Refused;
            if (trace.EndedAt > _until) _until = trace.EndedAt;
            var (cases, example) = _ends.GetValueOrDefault((trace.State, trace.End), (0, name));
            _ends[(trace.State, trace.End)] = (cases + 1, First(example, name));
            CaseTrace.Count(_paths, string.Join('\n', trace.Path));
            if (trace.End == TraceEnd.Closed) _days.Add((trace.EndedAt - trace.StartedAt).TotalDays);
            _contacts.Add(trace.Acts.Count(act => act.Act.IsAllowed && !ToInstitutions.Contains(act.Act.Kind)));
            foreach (var (act, at) in trace.Acts) Add(act, at);
            foreach (var (key, (armed, fired, vain)) in trace.Deadlines)
            {
                var sum = _deadlines.GetValueOrDefault(key);
                _deadlines[key] = (sum.Armed + armed, sum.Fired + fired, sum.Vain + vain);
            }

            foreach (var (key, times) in trace.Taken)
            {
                var sum = _ways.GetValueOrDefault(key);
                _ways[key] = (sum.Cases + 1, sum.Times + times);
            }

            foreach (var (message, times) in trace.Faults)
                _faults[message] = _faults.TryGetValue(message, out var known) ? (known.Times + times, First(known.Example, name)) : (times, name);
        }
    }

    /// <summary>The sum.</summary>
    /// <param name="family">The machine that was played.</param>
    /// <param name="stoodIn">Settings of the house that were stood in for.</param>
    /// <param name="isCut">Not all cases were played.</param>
    public SimulationResult Sum(FamilyIndex family, ImmutableArray<string> stoodIn, bool isCut)
    {
        lock (_lock)
        {
            return new SimulationResult
            {
                Cases = _cases, IsCut = isCut, StandIns = stoodIn, Steps = _steps, Until = _until, Refused = _refused, DaysToClosure = Spread.Of(_days), ContactsPerCase = Spread.Of(_contacts),
                Ends = [.. _ends.OrderByDescending(pair => pair.Value.Cases).ThenBy(pair => pair.Key.State, StringComparer.Ordinal).Select(pair => new EndCount(pair.Key.State, pair.Key.End, pair.Value.Cases, Share(pair.Value.Cases), pair.Value.Example))],
                Paths = [.. _paths.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(ShownMax).Select(pair => new PathCount([.. pair.Key.Split('\n')], pair.Value, Share(pair.Value)))],
                Acts = [.. _acts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new ActCount(pair.Key, pair.Value.Allowed, pair.Value.Dropped, pair.Value.Replanned))],
                Objections = [.. _objections.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new ObjectionCount(pair.Key, pair.Value))],
                Deadlines = [.. _deadlines.Select(Deadline).OrderByDescending(one => one.MissedShare).ThenBy(one => one.Definition, StringComparer.Ordinal).ThenBy(one => one.Transition, StringComparer.Ordinal)],
                Ways = [.. family.All.Select(one => (one.Definition, one.Way.Key)).Distinct().Select(Way).OrderBy(one => one.Cases).ThenBy(one => one.Definition, StringComparer.Ordinal).ThenBy(one => one.Transition, StringComparer.Ordinal)],
                Faults = [.. _faults.OrderByDescending(pair => pair.Value.Times).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(ShownMax).Select(pair => new FaultCount(pair.Key, pair.Value.Times, pair.Value.Example))],
                Days = [.. _perDay.Select(pair => new DayCount(pair.Key, pair.Value.Letters, pair.Value.Visits, pair.Value.Calls, pair.Value.Messages))],
            };
        }
    }

    private void Add(SimulatedAct act, DateTimeOffset at)
    {
        var (allowed, dropped, replanned) = _acts.GetValueOrDefault(act.Kind);
        _acts[act.Kind] = (allowed + (act.IsAllowed ? 1 : 0), dropped + (act is { IsAllowed: false, IsReplanned: false } ? 1 : 0), replanned + (act.IsReplanned ? 1 : 0));
        foreach (var guard in act.Against) CaseTrace.Count(_objections, guard);
        if (!act.IsAllowed) return;
        var day = at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (letters, visits, calls, messages) = _perDay.GetValueOrDefault(day);
        _perDay[day] = act.Kind switch
        {
            "LETTER" or "APPOINTMENT_INVITATION" => (letters + 1, visits, calls, messages),
            "VISIT" => (letters, visits + 1, calls, messages),
            "CALL" or "THIRD_PARTY_ENQUIRY" => (letters, visits, calls + 1, messages),
            "SMS" or "EMAIL" or "IM" => (letters, visits, calls, messages + 1),
            _ => (letters, visits, calls, messages),
        };
    }

    private static string First(string one, string other) => string.CompareOrdinal(one, other) <= 0 ? one : other;

    private double Share(int cases) => Math.Round((double)cases / Math.Max(1, _cases), 4);

    private static DeadlineCount Deadline(KeyValuePair<(string Definition, string Transition), (int Armed, int Fired, int Vain)> pair) =>
        new(pair.Key.Definition, pair.Key.Transition, pair.Value.Armed, pair.Value.Fired - pair.Value.Vain, pair.Value.Vain, Math.Round((double)(pair.Value.Fired - pair.Value.Vain) / Math.Max(1, pair.Value.Armed), 4));

    private WayCount Way((string Definition, string Key) way)
    {
        var (cases, times) = _ways.GetValueOrDefault(way);
        return new WayCount(way.Definition, way.Key, cases, times);
    }
}
