using System.Text;

namespace Doorstep.Host.Security;

/// <summary>Where the key is: <c>ApiKey …</c>, or <c>Basic</c> with the key as the password for browsers that read the documentation.</summary>
internal static class AuthorizationHeader
{
    public const string Wanted = "Send 'Authorization: ApiKey <key>'.";

    /// <summary>The key, or why there is none.</summary>
    public static (string? Secret, string Fault) Read(HttpRequest request)
    {
        var headers = request.Headers.Authorization;
        if (headers.Count > 1) return (null, $"The Authorization header is there {headers.Count} times; send it once.");
        var header = headers.ToString();
        if (header.StartsWith("ApiKey ", StringComparison.OrdinalIgnoreCase) && header[7..].Trim() is { Length: > 0 } key) return (key, "");
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return (null, Wanted);
        if (!MayBeBasic(request)) return (null, $"Basic is for reading in a browser. {Wanted}");
        return Password(header[6..].Trim()) is { Length: > 0 } password ? (password, "") : (null, $"This Basic header has no password in it. {Wanted}");
    }

    /// <summary>The token of a page. A web socket cannot send a header, so the hub's address may have it.</summary>
    public static string? Bearer(HttpRequest request)
    {
        var headers = request.Headers.Authorization;
        if (headers.Count == 1 && headers.ToString() is var header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return header[7..].Trim();
        return headers.Count == 0 && request.Path.StartsWithSegments("/elsa/hubs") && request.Query["access_token"].ToString() is { Length: > 0 } token ? token : null;
    }

    /// <summary>A browser sends Basic by itself once it was given, to this page's forms as well as to those of others: it may only ever read.</summary>
    public static bool MayBeBasic(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static string? Password(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var written)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, written);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : pair[(colon + 1)..];
    }
}
