using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Doorstep.Host.Security;
using Microsoft.Net.Http.Headers;

namespace Doorstep.Host.Pages;

/// <summary>Our own pages, styles and scripts, which are part of the program. A page has places to fill in; whatever is filled in is text and nothing else.</summary>
/// <param name="folder">Which of them: <c>Studio</c>, <c>People</c>.</param>
internal sealed class PageShelf(string folder)
{
    private readonly Dictionary<string, string> _texts = Read($"{folder}/");

    /// <summary>A file as it is, or null.</summary>
    public string? Find(string name) => _texts.GetValueOrDefault(name);

    /// <summary>A page with its places filled in.</summary>
    public IResult Fill(string name, Dictionary<string, string> values, int status = StatusCodes.Status200OK) =>
        Html(values.Aggregate(Whole(name), (text, value) => text.Replace($"{{{{{value.Key}}}}}", WebUtility.HtmlEncode(value.Value), StringComparison.Ordinal)), status);

    /// <summary>A page with the parts in it that it names: <c>{{&gt;bar.html}}</c>.</summary>
    private string Whole(string name) => _texts.Keys.Aggregate(_texts[name], (text, part) => text.Replace($"{{{{>{part}}}}}", _texts[part], StringComparison.Ordinal));

    public static IResult Html(string text, int status = StatusCodes.Status200OK) => Results.Content(text, "text/html; charset=utf-8", Encoding.UTF8, status);

    /// <summary>A style or a script.</summary>
    public static IResult Asset(string name, string text, HttpContext context)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        SecurityHeaders.Cache(context, "no-cache");
        return Results.Bytes(
            bytes, name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\""));
    }

    private static Dictionary<string, string> Read(string prefix)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(name => name[prefix.Length..], name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            return reader.ReadToEnd();
        }, StringComparer.Ordinal);
    }
}
