using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Deadlines.Calendars;

namespace Doorstep.Workflows.Collections.Acts;

/// <summary>Everything a guard may look at, as it is at the moment of the act.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="File">Its file, fresh.</param>
/// <param name="Act">The act.</param>
/// <param name="Now">The moment (UTC).</param>
/// <param name="Pack">The rules in force for this act.</param>
/// <param name="Budget">What was done to this person; null: not known, so nothing may be done.</param>
/// <param name="Registers">Agents, authorisations, agencies.</param>
/// <param name="Calendar">The calendar of the pack; null: not known.</param>
public sealed record GuardContext(
    string CaseId, CaseFile File, PlannedAct Act, DateTimeOffset Now, PackInForce Pack, ContactBudget? Budget, ActRegisters Registers, BusinessCalendar? Calendar)
{
    private readonly SortedDictionary<string, string> _used = new(StringComparer.Ordinal);

    /// <summary>What was done at the number that the act goes to, whoever it was for; null: nothing yet.</summary>
    public ContactBudget? Line { get; init; }

    /// <summary>The rules as they were for what was done at an earlier moment, with what became stricter since; null: only today's are known.</summary>
    public Func<DateTimeOffset, PackInForce>? Earlier { get; init; }

    /// <summary>The rules that other cases of the person go by, where those are of another pack: who may be called till nine there is not called at ten here (G1, G2).</summary>
    public ImmutableArray<PackInForce> Elsewhere { get; init; } = [];

    /// <summary>Whose rules are asked are those of another case: what they do not set, they do not forbid.</summary>
    private bool IsElsewhere { get; init; }

    /// <summary>The same by the rules of other cases of the person.</summary>
    internal IEnumerable<GuardContext> ByOthers => Elsewhere.Select(pack => this with { Pack = pack, IsElsewhere = true });

    /// <summary>The values of parameters that guards have read, for the record.</summary>
    public IReadOnlyDictionary<string, string> Used => _used;

    /// <summary>The customer's day; only asked for where the zone is known.</summary>
    internal DateOnly Today => LocalTime.DayOf(Now, File.Zone);

    /// <summary>Everywhere that cases of the person say the customer lives, this case's own first; only asked for where that is known.</summary>
    internal IEnumerable<TimeZoneInfo> Zones => (Budget?.ZonesElsewhere(CaseId) ?? []).Select(id => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null).OfType<TimeZoneInfo>().Prepend(File.Zone).Distinct();

    /// <summary>Whether a hold is open that is about the person, in this case or in another one.</summary>
    internal bool IsHeld(Hold hold) => File.Hold.Has(hold) || Budget?.HoldsElsewhere(CaseId).Contains(hold) == true;

    /// <summary>Goes on with a number of the pack; where there is none the act is refused.</summary>
    internal Verdict Number(string name, Func<long, Verdict> judge) => With(name, Pack.Number(name), judge);

    /// <summary>Goes on with a yes or no of the pack.</summary>
    internal Verdict Flag(string name, Func<bool, Verdict> judge) => With(name, Pack.Flag(name), judge);

    /// <summary>Goes on with hours of the pack.</summary>
    internal Verdict Window(string name, Func<LocalWindow, Verdict> judge) => With(name, Pack.Window(name), judge);

    /// <summary>Goes on with a number as it was when something was done that the customer was told about, or stricter: what is looser by now counts for what is done from now on (b.1 rule 7).</summary>
    internal Verdict NumberSince(DateTimeOffset then, string name, Func<long, Verdict> judge) => With(name, (Earlier?.Invoke(then) ?? Pack).Number(name), judge);

    private Verdict With<T>(string name, Reading<T> reading, Func<T, Verdict> judge)
    {
        if (reading is not Reading<T>.Given(var value)) return IsElsewhere ? Verdict.Pass : Verdict.Refuse(((Reading<T>.Denied)reading).Reason);
        _used[IsElsewhere ? $"{name} ({Pack.Base.Reference})" : name] = value is bool flag ? flag ? "yes" : "no" : value!.ToString()!;
        return judge(value);
    }
}
