using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.Communication.Phrases;

/// <summary>Reads the book of refused phrases: one file with the kinds, one with the phrases for each language. Every fault of every file at once.</summary>
public static class PhraseBookReader
{
    /// <summary>The file with the kinds.</summary>
    public const string KindsFile = "refused-phrases.json";

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <summary>The file with the phrases of a language.</summary>
    public static string FileOf(string language) => $"refused-phrases.{language}.json";

    /// <summary>Reads the files of a folder. Null when there are faults.</summary>
    public static PhraseBook? Load(string folder, ICollection<DefinitionFault> faults) => Read(file => Path.Combine(folder, file) is var path && File.Exists(path) ? File.ReadAllText(path) : "", faults);

    /// <summary>Reads the files from wherever they are. Null when there are faults.</summary>
    /// <param name="text">Text of a file by its name; empty where there is none.</param>
    /// <param name="faults">Gets the faults.</param>
    public static PhraseBook? Read(Func<string, string> text, ICollection<DefinitionFault> faults)
    {
        var before = faults.Count;
        var kinds = Parse<ImmutableArray<PhraseKind>?>(KindsFile, text(KindsFile), faults) is { } read
            ? [.. read.Select(kind => kind with { Classes = kind.Classes.IsDefault ? [] : kind.Classes, Profiles = kind.Profiles.IsDefault ? [] : kind.Profiles })]
            : ImmutableArray<PhraseKind>.Empty;
        foreach (var (kind, index) in kinds.Select((kind, index) => (kind, index)))
            foreach (var wrong in Wrong(kind)) faults.Add(new DefinitionFault($"{KindsFile}: [{index}]", wrong));
        var lists = TemplateReader.Languages.Select(language => (Language: language, Lists: Parse<PhraseLists>(FileOf(language), text(FileOf(language)), faults))).ToArray();
        var searches = lists.SelectMany(one => one.Lists is { } known ? Searches(one.Language, known, kinds, faults) : []).ToArray();
        return faults.Count > before ? null : new PhraseBook(kinds, searches, lists.Any(one => one.Lists!.HasFigures));
    }

    private static IEnumerable<PhraseBook.Search> Searches(string language, PhraseLists lists, ImmutableArray<PhraseKind> kinds, ICollection<DefinitionFault> faults)
    {
        var file = FileOf(language);
        PhraseLanguage dialect = language.StartsWith("zh", StringComparison.Ordinal) ? new ChinesePhrases(lists) : new EnglishPhrases(lists);
        var patterns = new PhrasePattern(dialect, lists.Words);
        string[] names = [.. kinds.Select(kind => kind.Kind)];
        foreach (var stranger in lists.Kinds.Keys.Except(names).Order(StringComparer.Ordinal)) faults.Add(new DefinitionFault($"{file}: kinds.{stranger}", $"'{stranger}' is not a kind of {KindsFile}{Nearest.Hint(stranger, names)}"));
        foreach (var kind in kinds.Where(kind => !string.IsNullOrWhiteSpace(kind.Kind)))
        {
            if (lists.Kinds.GetValueOrDefault(kind.Kind) is not { Phrases.Length: > 0 } list) faults.Add(new DefinitionFault($"{file}: kinds", $"'{kind.Kind}' has no phrases in '{language}'."));
            else if (Of(kind, dialect, list, Patterns(file, kind.Kind, list, patterns, faults)) is { } search) yield return search;
        }
    }

    private static (string Phrase, string Pattern)[] Patterns(string file, string kind, PhraseList list, PhrasePattern patterns, ICollection<DefinitionFault> faults)
    {
        var read = new List<(string, string)>();
        foreach (var phrase in list.Phrases)
        {
            if (patterns.Read(phrase, out var wrong) is { } pattern) read.Add((phrase, pattern));
            else faults.Add(new DefinitionFault($"{file}: kinds.{kind}", $"'{phrase}' {wrong}."));
        }

        return [.. read];
    }

    private static PhraseBook.Search? Of(PhraseKind kind, PhraseLanguage dialect, PhraseList list, (string Phrase, string Pattern)[] patterns)
    {
        if (patterns.Length == 0) return null;
        var dense = patterns.Where(one => !PhrasePattern.HasGap(one.Phrase)).Select(one => one.Pattern).ToArray();
        return new PhraseBook.Search(kind, dialect, Any(patterns.Select(one => one.Pattern)), dense.Length == 0 ? null : Any(dense), list.Unless);

        Regex Any(IEnumerable<string> some) => new($"{dialect.Start}(?:{string.Join('|', some)})", RegexOptions.CultureInvariant);
    }

    private static T? Parse<T>(string file, string json, ICollection<DefinitionFault> faults)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Shape);
        }
        catch (JsonException exception)
        {
            faults.Add(new DefinitionFault(file, $"This is not a book of phrases: {exception.Message}"));
            return default;
        }
    }

    private static IEnumerable<string> Wrong(PhraseKind kind)
    {
        if (string.IsNullOrWhiteSpace(kind.Kind)) yield return "needs a 'kind'.";
        if (string.IsNullOrWhiteSpace(kind.Because)) yield return $"'{kind.Kind}' needs 'because': the reader wants to know why.";
        if (string.IsNullOrWhiteSpace(kind.Repair)) yield return $"'{kind.Kind}' needs 'repair': say what to write instead.";
        foreach (var name in kind.Classes)
            if (!TemplateClasses.All.ContainsKey(name)) yield return $"'{name}' of '{kind.Kind}' is not a class{Nearest.Hint(name, TemplateClasses.All.Keys)}";
        foreach (var name in kind.Profiles)
            if (Codes.Read<CommunicationProfile>(name) is null) yield return $"'{name}' of '{kind.Kind}' is not a profile{Nearest.Hint(name, Codes.All<CommunicationProfile>())}";
    }
}
