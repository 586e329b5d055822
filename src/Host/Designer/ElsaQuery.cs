using System.Globalization;

namespace Doorstep.Host.Designer;

/// <summary>The address as Studio writes it: names in any case, lists as repeated keys, empty values for nothing.</summary>
internal static class ElsaQuery
{
    private const int PageSizeMax = 200;

    public static string? Text(this HttpRequest request, string name) => request.Query[name].LastOrDefault(value => !string.IsNullOrWhiteSpace(value));

    public static IReadOnlyList<string> Texts(this HttpRequest request, string name) => [.. request.Query[name].Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value!)];

    public static bool Is(this HttpRequest request, string name) => string.Equals(request.Text(name), "true", StringComparison.OrdinalIgnoreCase);

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
