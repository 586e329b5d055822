using Doorstep.Workflows.Definitions;
using Microsoft.Net.Http.Headers;

namespace Doorstep.Host.Api;

/// <summary>The language that somebody reads: the better wanted of Chinese and English; English where neither is.</summary>
internal static class Language
{
    public static bool IsChinese(this HttpRequest request)
    {
        var wanted = StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var languages) ? languages : [];
        return wanted.OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant()).FirstOrDefault(name => name is "zh" or "en") == "zh";
    }

    public static string In(this Words words, bool isChinese) => isChinese ? words.Zh : words.En;
}
