using System.Globalization;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Host.Setup;

/// <summary>Reads the configuration section <c>Doorstep</c> and collects what is wrong with it: values that cannot be read, and names that nobody reads.</summary>
internal sealed partial class SettingsReader(IConfiguration configuration)
{
    public const string Root = "Doorstep";

    private readonly List<string> _faults = [];
    private readonly SortedSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public int Number(string name, int otherwise) => (int)Number(name, otherwise, int.MaxValue);

    public long Number(string name, long otherwise) => Number(name, otherwise, long.MaxValue);

    public TimeSpan Span(string name, TimeSpan otherwise)
    {
        if (Text(name) is not { } text) return otherwise;
        if (Duration.TryParse(text, out var span) && span is { Months: 0, Rest.Ticks: > 0 }) return span.Rest;
        Fault(name, text, "not a span of time longer than nothing", otherwise.ToString("c", CultureInfo.InvariantCulture));
        return otherwise;
    }

    /// <summary>The text of a setting; null where there is none.</summary>
    public string? Text(string name)
    {
        _known.Add(Pattern(name));
        return configuration[$"{Root}:{name}"] is { Length: > 0 } text ? text.Trim() : null;
    }

    /// <summary>Names of the parts of a list, in order: <c>Outbox:Webhooks:0</c>.</summary>
    public IEnumerable<string> Items(string name)
    {
        _known.Add($"{name}:#");
        return configuration.GetSection($"{Root}:{name}").GetChildren().Select(child => $"{name}:{child.Key}").ToArray();
    }

    public void Fault(string name, string text, string what, string example) => _faults.Add($"{Root}:{name} is '{text}', which is {what}. Write '{example}'.");

    /// <exception cref="InvalidOperationException">Something was wrong; the message names all of it.</exception>
    public void ThrowIfWrong()
    {
        var names = configuration.GetSection(Root).AsEnumerable(makePathsRelative: true).Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => pair.Key);
        foreach (var name in names.Where(name => !_known.Contains(Pattern(name))).Order(StringComparer.Ordinal))
            _faults.Add($"{Root}:{name} is not a setting{(Nearest.To(Pattern(name), _known) is { } near ? $"; did you mean '{Root}:{near}'?" : $". Settings are: {string.Join(", ", _known)}.")}");
        if (_faults.Count > 0) throw new InvalidOperationException(string.Join(' ', _faults));
    }

    private long Number(string name, long otherwise, long max)
    {
        if (Text(name) is not { } text) return otherwise;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max) return number;
        Fault(name, text, $"not a whole number from 1 to {max}", otherwise.ToString(CultureInfo.InvariantCulture));
        return otherwise;
    }

    private static string Pattern(string name) => Position().Replace(name, ":#");

    [GeneratedRegex(":[0-9]+(?=:|$)")]
    private static partial Regex Position();
}
