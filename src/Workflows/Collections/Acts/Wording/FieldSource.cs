using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Policy;

namespace Doorstep.Workflows.Collections.Acts.Wording;

/// <summary>Everything that the fields of a message are taken from.</summary>
/// <param name="File">The case, fresh.</param>
/// <param name="Act">The act.</param>
/// <param name="Class">Class of the message: only its fields are filled.</param>
/// <param name="Institution">Who speaks.</param>
/// <param name="IsEnglish">English; else Chinese.</param>
/// <param name="Today">The customer's day.</param>
/// <param name="Code">The act's code.</param>
/// <param name="Slots">Times that an invitation may offer.</param>
/// <param name="Pack">The rules in force.</param>
/// <param name="Days">The days that messages name.</param>
/// <param name="Staff">Agents of the register of whom the words may speak.</param>
internal sealed record FieldSource(
    CaseFile File, PlannedAct Act, TemplateClass Class, Institution Institution, bool IsEnglish, DateOnly Today, string Code, ImmutableArray<OfferedSlot> Slots, PackInForce Pack, NamedDays Days, ImmutableArray<Agent> Staff)
{
    /// <summary>The day that a field names in this class; null where it names none.</summary>
    public DateOnly? Day(string field) => Days.Of(Class.Name, field);

    /// <summary>The word in the message's language.</summary>
    public string In(string english, string chinese) => IsEnglish ? english : chinese;

    /// <summary>The latest data of an event.</summary>
    public JsonElement Latest(string type) => File.Latest.GetValueOrDefault(type);

    /// <summary>The customer's day of the latest event of a type; null where there was none.</summary>
    public DateOnly? DayOf(string type) => File.LatestAt.TryGetValue(type, out var at) ? LocalTime.DayOf(at, File.Zone) : null;

    /// <summary>What the policy pack of the place says in the language of the message: the law of a demand, where to complain (S59). A pack that names none leaves a notice without it, and the notice is refused.</summary>
    public string? Said(string parameter) => Pack.Value($"{parameter}.{(IsEnglish ? "en" : "zh")}") is Reading<PolicyValue>.Given(PolicyValue.Text { Value: var text }) ? text : null;
}
