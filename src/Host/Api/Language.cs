using Doorstep.Workflows.Definitions;
using Microsoft.Net.Http.Headers;

namespace Doorstep.Host.Api;

/// <summary>The language that somebody reads: the one that was chosen on a page, else the better wanted of Chinese and English; English where neither is.</summary>
internal static class Language
{
    /// <summary>Where a page keeps the choice.</summary>
    public const string Cookie = "doorstep-language";

    private const string Chinese = "zh";

    public static bool IsKnown(string language) => language is Chinese or "en";

    public static bool IsChinese(this HttpRequest request)
    {
        if (request.Cookies[Cookie] is { } chosen && IsKnown(chosen)) return chosen == Chinese;
        var wanted = StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var languages) ? languages : [];
        return wanted.OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant()).FirstOrDefault(IsKnown) == Chinese;
    }

    public static string In(this Words words, bool isChinese) => isChinese ? words.Zh : words.En;
}
