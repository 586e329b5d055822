using System.Collections.Immutable;
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
internal sealed record FieldSource(
    CaseFile File, PlannedAct Act, TemplateClass Class, Institution Institution, bool IsEnglish, DateOnly Today, string Code, ImmutableArray<string> Slots, PackInForce Pack, NamedDays Days)
{
    /// <summary>The day that a field names in this class; null where it names none.</summary>
    public DateOnly? Day(string field) => Days.Of(Class.Name, field);

    /// <summary>The word in the message's language.</summary>
    public string In(string english, string chinese) => IsEnglish ? english : chinese;

    /// <summary>The latest data of an event.</summary>
    public System.Text.Json.JsonElement Latest(string type) => File.Latest.GetValueOrDefault(type);
}
