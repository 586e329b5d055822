using System.Collections.Immutable;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.Communication;

/// <summary>Reads one template file: front data between two lines of <c>---</c>, then Liquid.</summary>
internal static class TemplateReader
{
    public static readonly string[] Languages = ["zh-CN", "en"];

    private static readonly string[] Members = ["class", "channels", "language", "profiles", "fields"];

    /// <summary>The template; null where anything is wrong with it, and then every fault is noted.</summary>
    public static MessageTemplate? Read(string file, string text, List<DefinitionFault> faults)
    {
        var before = faults.Count;
        var draft = Draft(file, text, faults);
        return faults.Count == before ? draft : null;
    }

    /// <summary>The template as far as it can be read, so that whatever else is wrong with it can be told at once; null without front data.</summary>
    public static MessageTemplate? Draft(string file, string text, List<DefinitionFault> faults)
    {
        var parts = text.ReplaceLineEndings("\n").Split("---\n", 3);
        if (parts.Length != 3 || parts[0].Length > 0)
        {
            faults.Add(new DefinitionFault(file, "must begin with front data between two lines of '---': class, channels, language, profiles, fields."));
            return null;
        }

        var front = Front(file, parts[1], faults);
        var parsed = TemplateText.Parse(parts[2], out var error);
        if (parsed is null) faults.Add(new DefinitionFault(file, $"This is not Liquid: {error}"));
        return new MessageTemplate
        {
            File = file, Class = Class(file, front["class"], faults), Channels = Many<MessageChannel>(file, "channels", front["channels"], faults),
            Language = Language(file, front["language"], faults), Profiles = Many<CommunicationProfile>(file, "profiles", front["profiles"], faults),
            Fields = List(front["fields"]), Used = parsed is null ? [] : TemplateText.Fields(parsed), Optional = TemplateText.AskedFor(parts[2]),
            Always = TemplateText.Parse(TemplateText.Always(parts[2]), out _) is { } always ? [.. TemplateText.Fields(always), .. TemplateText.Lists(parts[2])] : [],
            Body = parts[2], Parsed = parsed!,
        };
    }

    private static Dictionary<string, string> Front(string file, string text, List<DefinitionFault> faults)
    {
        var front = Members.ToDictionary(member => member, _ => "");
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = line.Split(':', 2) is [var left, var right] ? (left.Trim(), right.Trim()) : (line.Trim(), "");
            if (!front.ContainsKey(name)) faults.Add(new DefinitionFault($"{file}: {name}", $"'{name}' is not known{Nearest.Hint(name, Members)}"));
            else front[name] = value;
        }

        faults.AddRange(front.Where(pair => pair.Value.Length == 0).Select(pair => new DefinitionFault($"{file}: {pair.Key}", "is missing.")));
        return front;
    }

    private static TemplateClass Class(string file, string name, List<DefinitionFault> faults)
    {
        if (TemplateClasses.All.TryGetValue(name, out var found)) return found;
        if (name.Length > 0) faults.Add(new DefinitionFault($"{file}: class", $"'{name}' is not a class{Nearest.Hint(name, TemplateClasses.All.Keys)}"));
        return new TemplateClass(name, Audience.Anybody, [], []);
    }

    private static string Language(string file, string language, List<DefinitionFault> faults)
    {
        if (language.Length > 0 && !Languages.Contains(language)) faults.Add(new DefinitionFault($"{file}: language", $"'{language}' is not a language of the house{Nearest.Hint(language, Languages)}"));
        return language;
    }

    private static ImmutableArray<T> Many<T>(string file, string member, string text, List<DefinitionFault> faults)
        where T : struct, Enum
    {
        var codes = List(text);
        faults.AddRange(codes.Where(code => Codes.Read<T>(code) is null).Select(code => new DefinitionFault($"{file}: {member}", $"'{code}' is not known{Nearest.Hint(code, Codes.All<T>())}")));
        return [.. codes.Select(Codes.Read<T>).OfType<T>()];
    }

    private static ImmutableArray<string> List(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
