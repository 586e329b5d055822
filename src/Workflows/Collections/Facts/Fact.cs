using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Facts;

/// <summary>Something that happened to a loan's case (domain.md e). The name of the record is the event's type, its members are the fields of <c>data</c>.</summary>
public abstract record Fact
{
    /// <summary>The same for an event in hand, whose data is read once however many ask.</summary>
    public static Fact? Of(WorkflowEvent.Raised raised) => raised.ReadAs(static raised => Read(raised.Type, raised.Data));

    /// <summary>Reads the data of an event that passed <see cref="FactCatalogue.Check"/>; null for an event that is not catalogued or does not fit.</summary>
    public static Fact? Read(string type, JsonElement data) => FactCatalogue.Kinds.TryGetValue(type, out var kind) ? kind.Shape.Read(Values.IsNull(data) ? Values.EmptyObject : data) as Fact : null;
}

/// <summary>Says who reports a fact.</summary>
/// <param name="by">One word or two, for people: <c>ledger</c>, <c>customer</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReportedAttribute(string by) : Attribute
{
    /// <summary>Who reports it.</summary>
    public string By { get; } = by;

    /// <summary>Only the house itself raises it: a clock of its own or a decision that it stored.</summary>
    public bool OnlyByHouse { get; init; }
}

/// <summary>A fact that says how something is: heard of late, it changes nothing once a newer one of these kinds has said how it is now (b.1 rule 6).</summary>
/// <param name="kinds">Kinds of fact that overtake it.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OvertakenByAttribute(params Type[] kinds) : Attribute
{
    /// <summary>Names of the kinds that overtake it.</summary>
    public IReadOnlyList<string> Kinds { get; } = [.. kinds.Select(kind => kind.Name)];
}

/// <summary>An example of a fact whose fields have to go together; without one it is put together field by field.</summary>
/// <param name="json">A JSON object, synthetic.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExampleAttribute(string json) : Attribute
{
    /// <summary>A JSON object.</summary>
    public string Json { get; } = json;
}

/// <summary>An amount of money that has to be above zero, in minor units.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class MoneyAttribute : Attribute;

/// <summary>The largest whole number a field takes.</summary>
/// <param name="max">Inclusive.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AtMostAttribute(long max) : Attribute
{
    /// <summary>Inclusive.</summary>
    public long Max { get; } = max;
}

/// <summary>The words that a text may be; they stand where they mean something.</summary>
/// <param name="owner">The type that knows them.</param>
/// <param name="list">Its static property, a list of texts.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OneOfAttribute(Type owner, string list) : Attribute
{
    /// <summary>The type that knows them.</summary>
    public Type Owner { get; } = owner;

    /// <summary>Its property.</summary>
    public string List { get; } = list;

    /// <summary>The words, in their order.</summary>
    public IReadOnlyList<string> Words => [.. (IEnumerable<string>)Owner.GetProperty(List)!.GetValue(null)!];
}

/// <summary>A text that stands for a person, a number or a document whose own number is kept elsewhere: what looks like a raw identity, card or telephone number is refused.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TokenAttribute : Attribute;

/// <summary>How a text has to look.</summary>
/// <param name="pattern">A regular expression that the whole text fits.</param>
/// <param name="example">A text that fits, synthetic.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class LooksLikeAttribute(string pattern, string example) : Attribute
{
    /// <summary>A regular expression that the whole text fits.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>A text that fits.</summary>
    public string Example { get; } = example;
}
