using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Supervision;

/// <summary>Something about a case that waits for a person, and what the console offers to say about it.</summary>
/// <param name="Kind">What it is, <c>EMERGENCY</c>.</param>
/// <param name="Subject">Which one of its kind.</param>
/// <param name="Name">In words.</param>
/// <param name="Since">Since when (UTC).</param>
/// <param name="DueAt">When somebody else hears of it (UTC); null: nobody will.</param>
/// <param name="Acts">What can be said.</param>
public sealed record WaitingItem(string Kind, string Subject, Words Name, DateTimeOffset Since, DateTimeOffset? DueAt, ImmutableArray<WaitingAct> Acts)
{
    /// <summary>What else there is to know, such as who can decide; null: nothing.</summary>
    public Words? Note { get; init; }

    /// <summary>Which one it is, however the list changes.</summary>
    public (string Kind, string Subject) Key => (Kind, Subject);
}

/// <summary>A fact that a supervisor reports in the own name.</summary>
/// <param name="Event">Its type.</param>
/// <param name="Name">What the button says.</param>
/// <param name="Data">What it says by itself; the reader's name is added.</param>
/// <param name="Fields">What the reader says with it.</param>
public sealed record WaitingAct(string Event, Words Name, JsonObject Data, ImmutableArray<WaitingField> Fields)
{
    /// <summary>The data with what the reader has filled in; what is empty is not said.</summary>
    public JsonObject With(string reader, IReadOnlyDictionary<string, string> filled)
    {
        var data = (JsonObject)Data.DeepClone();
        data["by"] = reader;
        foreach (var field in Fields)
            if (filled.GetValueOrDefault(field.Name, field.First).Trim() is { Length: > 0 } text)
                data[field.Name] = field.IsMany ? new JsonArray([.. text.Split(WaitingField.Between, StringSplitOptions.RemoveEmptyEntries).Select(one => (JsonNode?)one)]) : text;
        return data;
    }
}

/// <summary>A field of it.</summary>
/// <param name="Name">The member of the data.</param>
/// <param name="Label">In words.</param>
/// <param name="Options">What may be chosen; none: free text.</param>
public sealed record WaitingField(string Name, Words Label, ImmutableArray<(string Value, Words Name)> Options = default)
{
    /// <summary>What stands between the choices of a field that takes several.</summary>
    public const char Between = ' ';

    /// <summary>Several may be chosen; none is before anybody does.</summary>
    public bool IsMany { get; init; }

    /// <summary>What stands in it before anybody touches it.</summary>
    public string First => IsMany || Options.IsDefaultOrEmpty ? "" : Options[0].Value;
}
