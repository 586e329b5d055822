using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.Communication;

/// <summary>A kind of phrase that nobody of the house writes or says.</summary>
/// <param name="Kind">Its name: <c>falseAuthority</c>.</param>
/// <param name="Because">Why not, with its basis.</param>
/// <param name="Repair">What to write instead.</param>
/// <param name="Phrases">The phrases by language.</param>
/// <param name="Classes">Only in templates of these classes; empty: everywhere.</param>
/// <param name="Profiles">Only for these profiles; empty: for all.</param>
public sealed record PhraseKind(
    string Kind, string Because, string Repair, ImmutableDictionary<string, ImmutableArray<string>> Phrases, ImmutableArray<string> Classes, ImmutableArray<string> Profiles);

/// <summary>A refused phrase that was found.</summary>
/// <param name="Phrase">The phrase as the book has it.</param>
/// <param name="Kind">Why it is refused and what to write instead.</param>
public sealed record PhraseFound(string Phrase, PhraseKind Kind);

/// <summary>The refused phrases of both languages, read from <c>workflow-definitions/templates/refused-phrases.json</c> ([CBA], CONC 7, 1006.14: policy pack row 'prohibited').</summary>
public sealed class PhraseBook
{
    private readonly ImmutableArray<(PhraseKind Kind, string Phrase, PhraseMatch Match)> _all;

    private PhraseBook(ImmutableArray<PhraseKind> kinds)
    {
        Kinds = kinds;
        _all = [.. kinds.SelectMany(kind => kind.Phrases.SelectMany(pair => pair.Value.Select(phrase => (kind, phrase, PhraseMatch.Of(pair.Key, phrase)))))];
    }

    /// <summary>The kinds, in the order of the file.</summary>
    public ImmutableArray<PhraseKind> Kinds { get; }

    /// <summary>Reads a book from JSON. Null when there are faults.</summary>
    public static PhraseBook? Read(string file, string json, ICollection<DefinitionFault> faults)
    {
        try
        {
            var kinds = JsonSerializer.Deserialize<ImmutableArray<PhraseKind>>(json, JsonSerializerOptions.Web);
            var wrong = kinds.SelectMany((kind, index) => Wrong(kind).Select(message => new DefinitionFault($"{file}: [{index}]", message))).ToArray();
            foreach (var fault in wrong) faults.Add(fault);
            return wrong.Length > 0 ? null : new PhraseBook([.. kinds.Select(kind => kind with { Classes = kind.Classes.IsDefault ? [] : kind.Classes, Profiles = kind.Profiles.IsDefault ? [] : kind.Profiles })]);
        }
        catch (JsonException exception)
        {
            faults.Add(new DefinitionFault(file, $"This is not a book of phrases: {exception.Message}"));
            return null;
        }
    }

    /// <summary>Every refused phrase in a text, whatever its language.</summary>
    /// <param name="text">What is written or said.</param>
    /// <param name="class">The class of message it belongs to; null: only what is refused everywhere.</param>
    /// <param name="profiles">Codes of the profiles it is for.</param>
    public IEnumerable<PhraseFound> Find(string text, string? @class = null, params IReadOnlyCollection<string> profiles)
    {
        var prepared = PhraseMatch.Prepare(text);
        return from one in _all
               where one.Kind.Classes.IsEmpty || (@class is not null && one.Kind.Classes.Contains(@class))
               where one.Kind.Profiles.IsEmpty || profiles.Any(one.Kind.Profiles.Contains)
               where one.Match.IsIn(prepared)
               select new PhraseFound(one.Phrase, one.Kind);
    }

    private static IEnumerable<string> Wrong(PhraseKind kind)
    {
        if (string.IsNullOrWhiteSpace(kind.Kind)) yield return "needs a 'kind'.";
        if (string.IsNullOrWhiteSpace(kind.Because)) yield return $"'{kind.Kind}' needs 'because': the reader wants to know why.";
        if (string.IsNullOrWhiteSpace(kind.Repair)) yield return $"'{kind.Kind}' needs 'repair': say what to write instead.";
        foreach (var language in TemplateReader.Languages)
            if (kind.Phrases?.GetValueOrDefault(language) is not { IsDefaultOrEmpty: false }) yield return $"'{kind.Kind}' has no phrases in '{language}'.";
        foreach (var name in kind.Classes.IsDefault ? [] : kind.Classes)
            if (!TemplateClasses.All.ContainsKey(name)) yield return $"'{name}' of '{kind.Kind}' is not a class{Nearest.Hint(name, TemplateClasses.All.Keys)}";
        foreach (var name in kind.Profiles.IsDefault ? [] : kind.Profiles)
            if (Codes.Read<CommunicationProfile>(name) is null) yield return $"'{name}' of '{kind.Kind}' is not a profile{Nearest.Hint(name, Codes.All<CommunicationProfile>())}";
    }
}
