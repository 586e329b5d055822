using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Inbox;

/// <summary>How soon a message of a kind is answered, and by whom.</summary>
/// <param name="Intent">What the customer wants, as the portal or hotline says it; <c>*</c>: anything else.</param>
/// <param name="To">The department that answers.</param>
/// <param name="Minutes">Minutes a tier has before the next one hears of it.</param>
public sealed record AnswerClock(string Intent, string To, int Minutes);

/// <summary>The clocks for answers to customers (S16): <c>workflow-definitions/registers/answer-clocks.json</c>.</summary>
/// <param name="Version">Which version; a message keeps the clock it came under.</param>
/// <param name="Source">Where they come from.</param>
/// <param name="Tiers">Who hears of a message, in order.</param>
/// <param name="Clocks">One for an intent.</param>
public sealed record AnswerClocks(string Version, string Source, ImmutableArray<string> Tiers, ImmutableArray<AnswerClock> Clocks)
{
    /// <summary>The book's own name for its shape.</summary>
    public const string Schema = "answer-clocks/1";

    /// <summary>The intent that stands for every other.</summary>
    public const string Other = "*";

    private const int MinutesMax = 30 * 1440;

    /// <summary>The clock of an intent.</summary>
    public AnswerClock For(string? intent) => Clocks.FirstOrDefault(clock => clock.Intent == intent) ?? Clocks.First(clock => clock.Intent == Other);

    /// <summary>Reads the book; null where anything is wrong, and then every fault is noted.</summary>
    public static AnswerClocks? Read(string text, ICollection<(string Path, string Message)> faults)
    {
        var before = faults.Count;
        if (FieldReader.Parse(text, faults) is not { } root) return null;
        root.Only("schema", "version", "source", "tiers", "clocks").Choice("schema", [Schema]);
        var book = new AnswerClocks(root.Text("version"), root.Text("source"), [.. root.Texts("tiers")], [.. root.Items("clocks").Select(Clock)]);
        if (book.Tiers.IsEmpty) root.Fault("tiers", "is empty: nobody would hear of a message.");
        if (book.Clocks.All(clock => clock.Intent != Other)) root.Fault("clocks", $"has none for '{Other}', which stands for every other intent.");
        foreach (var twice in book.Clocks.GroupBy(clock => clock.Intent, StringComparer.Ordinal).Where(group => group.Count() > 1)) root.Fault("clocks", $"has {twice.Count()} for '{twice.Key}'.");
        return faults.Count > before ? null : book;
    }

    private static AnswerClock Clock(FieldReader json)
    {
        json.Only("intent", "to", "minutes");
        var minutes = (int)json.Count("minutes", MinutesMax);
        if (minutes == 0) json.Fault("minutes", "is 0: nobody can answer in no time.");
        return new(json.Text("intent"), json.Text("to"), minutes);
    }
}
