using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections;

/// <summary>Reads the fields of one object that came from outside, and notes everything that is wrong with them instead of stopping at the first.</summary>
internal sealed class FieldReader(JsonElement json, string path, ICollection<(string Path, string Message)> faults)
{
    private string Prefix => path.Length == 0 ? "" : path + ".";

    /// <summary>Reads a text as JSON; null where it is not an object.</summary>
    public static FieldReader? Parse(string text, ICollection<(string Path, string Message)> faults)
    {
        try
        {
            var root = JsonElement.Parse(text);
            if (root.ValueKind == JsonValueKind.Object) return new FieldReader(root, "", faults);
            faults.Add(("", $"{Values.Quote(root)} is not an object."));
        }
        catch (JsonException exception)
        {
            faults.Add(("", $"This is not JSON: {exception.Message}"));
        }

        return null;
    }

    /// <summary>Refuses every member but these, with the nearest of them.</summary>
    public FieldReader Only(params string[] known)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add((path, Values.IsNull(json) ? "is missing." : $"{Values.Quote(json)} is not an object."));
            return this;
        }

        foreach (var member in json.EnumerateObject().Where(member => !known.Contains(member.Name, StringComparer.Ordinal)))
            Fault(member.Name, $"'{member.Name}' is not known here{Nearest.Hint(member.Name, known)}");
        return this;
    }

    /// <summary>Items of which none may name what another names.</summary>
    public T[] Once<T>(string list, T[] items, Func<T, string> name)
    {
        foreach (var twice in items.GroupBy(name, StringComparer.Ordinal).Where(group => group.Count() > 1)) Fault(list, $"names '{twice.Key}' {twice.Count()} times.");
        return [.. items.DistinctBy(name)];
    }

    /// <summary>A text that must be there and say something.</summary>
    public string Text(string name)
    {
        if (!Fits(name, FieldFit.OfText)) return "";
        var text = json.Text(name)!;
        if (string.IsNullOrWhiteSpace(text)) Fault(name, "is empty.");
        return text;
    }

    /// <summary>A text that may be missing; null where it says nothing.</summary>
    public string? Note(string name)
    {
        var value = json.Member(name);
        if (!Values.IsNull(value) && value.ValueKind != JsonValueKind.String) Fault(name, $"{Values.Quote(value)} is not text.");
        return string.IsNullOrWhiteSpace(json.Text(name)) ? null : json.Text(name);
    }

    /// <summary>A whole number from 0 to a largest one.</summary>
    public long Count(string name, long max = 1_000_000_000_000_00) => Fits(name, FieldFit.OfCount(max)) ? json.Amount(name) : 0;

    /// <summary>A whole number from 0 that may be missing: then 0.</summary>
    public long CountOrZero(string name) => Values.IsNull(json.Member(name)) ? 0 : Count(name);

    /// <summary>An amount above zero, in minor units.</summary>
    public long Amount(string name) => Fits(name, FieldFit.OfAmount) ? json.Amount(name) : 0;

    /// <summary>A day.</summary>
    public DateOnly Date(string name) => Fits(name, FieldFit.OfDay) ? json.Date(name)!.Value : default;

    /// <summary>A point in time, with its offset or <c>Z</c>; kept in UTC.</summary>
    public DateTimeOffset Instant(string name)
    {
        if (json.Text(name) is { } text && Instants.TryRead(text, out var at)) return at.ToUniversalTime();
        Fault(name, Values.IsNull(json.Member(name)) ? "is missing: a point in time such as '2031-03-01T09:00:00Z'." : $"{Values.Quote(json.Member(name))} is not a point in time such as '2031-03-01T09:00:00Z'.");
        return default;
    }

    /// <summary>A point in time that may be missing.</summary>
    public DateTimeOffset? MayBeInstant(string name) => Has(name) ? Instant(name) : null;

    /// <summary>Whether a field says anything.</summary>
    public bool Has(string name) => !Values.IsNull(json.Member(name));

    /// <summary>Yes or no; it must be said.</summary>
    public bool Flag(string name)
    {
        var value = json.Member(name);
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Fault(name, Values.IsNull(value) ? "is missing: true or false." : $"{Values.Quote(value)} is neither true nor false.");
        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>Yes or no; no where nothing is said.</summary>
    public bool FlagOrNo(string name) => !Values.IsNull(json.Member(name)) && Flag(name);

    /// <summary>One of a few words.</summary>
    public string Choice(string name, IReadOnlyCollection<string> choices)
    {
        var value = json.Member(name);
        if (value.ValueKind == JsonValueKind.String && choices.Contains(value.GetString()!, StringComparer.Ordinal)) return value.GetString()!;
        Fault(name, Values.IsNull(value)
            ? $"is missing: one of {string.Join(", ", choices)}."
            : $"{Values.Quote(value)} is not known{Nearest.Hint(Values.ToText(value), choices)}");
        return "";
    }

    /// <summary>The object inside, with its own path. A missing one is noted.</summary>
    public FieldReader Inside(string name) => new(json.Member(name), Prefix + name, faults);

    /// <summary>The objects of a list, each with its own path; a list that is missing has none.</summary>
    public IEnumerable<FieldReader> Items(string name, int max = 100) => List(name, max).Select((item, index) => new FieldReader(item, $"{Prefix}{name}[{index.ToString(CultureInfo.InvariantCulture)}]", faults));

    /// <summary>The texts of a list; a list that is missing has none.</summary>
    public IEnumerable<string> Texts(string name, int max = 100) => List(name, max).Select(Values.ToText);

    /// <summary>Notes that something is wrong with a field.</summary>
    public void Fault(string name, string message) => faults.Add((name.Length == 0 ? path : Prefix + name, message));

    private JsonElement[] List(string name, int max)
    {
        var value = json.Member(name);
        if (Values.IsNull(value)) return [];
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= max) return [.. value.EnumerateArray()];
        Fault(name, value.ValueKind == JsonValueKind.Array ? $"has {value.GetArrayLength()} items; at most {max} are read." : $"{Values.Quote(value)} is not a list.");
        return [];
    }

    private bool Fits(string name, FieldFit fit)
    {
        var value = json.Member(name);
        var wrong = Values.IsNull(value) ? $"is missing: {fit.Wanted}." : fit.Check(value, name).Select(fault => fault.Message).FirstOrDefault();
        if (wrong is not null) Fault(name, wrong);
        return wrong is null;
    }
}
