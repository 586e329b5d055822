using System.Globalization;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Designer;

/// <summary>The address as Studio writes it: names in any case, lists as repeated keys, empty values for nothing.</summary>
internal static class ElsaQuery
{
    private const int PageSizeMax = 200;

    public static string? Text(this HttpRequest request, string name) => request.Query[name].LastOrDefault(value => !string.IsNullOrWhiteSpace(value));

    public static IReadOnlyList<string> Texts(this HttpRequest request, string name) => [.. request.Query[name].Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value!)];

    public static bool Is(this HttpRequest request, string name) => string.Equals(request.Text(name), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Parameters that are not known here: left out in silence, one of them would show more than was asked for.</summary>
    public static IEnumerable<Fault> Unknown(this HttpRequest request, params string[] known) =>
        request.Query.Keys.Where(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase)).Select(key => new Fault(key, $"is no parameter here{Nearest.Hint(key, known)}"));

    /// <summary>Parameters that count something and say no number from 0.</summary>
    public static IEnumerable<Fault> Counts(this HttpRequest request, params string[] names) =>
        from name in names
        let said = request.Text(name)
        where said is not null && !(Number(said) >= 0)
        select new Fault(name, $"'{said}' is not a whole number from 0.");

    /// <summary>Parameters that say something else than one of a few words.</summary>
    public static IEnumerable<Fault> Words(this HttpRequest request, string name, params string[] known) =>
        request.Text(name) is { } said && !known.Contains(said, StringComparer.OrdinalIgnoreCase) ? [new Fault(name, $"'{said}' is not known here{Nearest.Hint(said, known)}")] : [];

    /// <summary>Rows to skip and to take; null when no page was asked for.</summary>
    public static (int Skip, int Take)? Page(this HttpRequest request)
    {
        if (Number(request.Text("pageSize")) is not { } size) return null;
        return Page(Number(request.Text("page")) ?? 0, size);
    }

    public static (int Skip, int Take) Page(int page, int size)
    {
        var take = Math.Clamp(size, 1, PageSizeMax);
        return ((int)Math.Min(int.MaxValue, Math.Max(0L, page) * take), take);
    }

    public static int? Number(string? text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
