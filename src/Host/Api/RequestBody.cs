using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Doorstep.Host.Api;

/// <summary>Reads a request's JSON body, and says exactly what is wrong with one that cannot be read.</summary>
internal static class RequestBody
{
    /// <summary>The largest body that is read.</summary>
    public const int BytesMax = 2 * 1024 * 1024;

    /// <summary>How deep a body may be nested; a case's file and its answers nest it further, within the reader's 64.</summary>
    public const int DepthMax = 32;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = DepthMax, AllowDuplicateProperties = false };

    /// <summary>The body of a command as an object, or the problem. Whoever may not ask for it hears that first.</summary>
    public static Task<(JsonElement Body, IResult? Problem)> ReadAsync<TCommand>(HttpRequest request)
        where TCommand : IActed
    {
        Rights.Demand<TCommand>(request.HttpContext.Actor());
        return ReadAsync(request);
    }

    /// <summary>The same for a command that needs nothing: an empty body will do, and one that is there is read like any other.</summary>
    public static async Task<(JsonElement Body, IResult? Problem)> ReadOptionalAsync<TCommand>(HttpRequest request)
        where TCommand : IActed
    {
        Rights.Demand<TCommand>(request.HttpContext.Actor());
        return request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true && request.ContentLength != 0 ? await ReadAsync(request) : (Values.EmptyObject, null);
    }

    /// <summary>The body as an object, or the problem.</summary>
    private static async Task<(JsonElement Body, IResult? Problem)> ReadAsync(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Any(coding => !string.Equals(coding, "identity", StringComparison.OrdinalIgnoreCase)))
            return (default, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "media-type", "The body must be sent as it is.", $"Content-Encoding '{request.Headers.ContentEncoding}' is not read here. Leave it out."));
        if (!IsJson(request))
            return (default, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "media-type", "The body must be JSON.", $"'{request.ContentType}' is not 'application/json' in UTF-8."));
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        var (body, fault, faults) = Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        return fault is null ? (body, null) : (default, Problems.Invalid(fault, faults));
    }

    /// <summary>Faults for members that are not among the known ones.</summary>
    public static IEnumerable<Fault> Unknown(JsonElement body, params string[] known) =>
        from member in body.EnumerateObject()
        where !known.Contains(member.Name, StringComparer.Ordinal)
        select new Fault(member.Name, $"'{member.Name}' is not known here{Nearest.Hint(member.Name, known)}");

    /// <summary>A string member; a fault where it is something else.</summary>
    public static string? Text(JsonElement body, string name, ICollection<Fault> faults)
    {
        if (!body.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null) return null;
        if (member.ValueKind == JsonValueKind.String) return member.GetString();
        faults.Add(new Fault(name, $"must be a string, not {Values.Quote(member)}."));
        return null;
    }

    /// <summary>A list of strings; a fault where it is something else. None where it is left out.</summary>
    public static ImmutableArray<string> Words(JsonElement body, string name, ICollection<Fault> faults)
    {
        if (!body.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null) return [];
        if (member.ValueKind == JsonValueKind.Array && member.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)) return [.. member.EnumerateArray().Select(item => item.GetString()!)];
        faults.Add(new Fault(name, $"must be a list of strings, not {Values.Quote(member)}."));
        return [];
    }

    /// <summary>A point in time; a fault where it is something else.</summary>
    public static DateTimeOffset? Instant(JsonElement body, string name, ICollection<Fault> faults)
    {
        if (Text(body, name, faults) is not { } text) return null;
        if (Instants.TryRead(text, out var at)) return at;
        faults.Add(new Fault(name, $"{Values.Quote(body.GetProperty(name))} is not a point in time. Write ISO 8601 with an offset, such as \"2031-03-01T09:00:00Z\"."));
        return null;
    }

    /// <summary>A whole number; a fault where it is something else.</summary>
    public static int? Whole(JsonElement body, string name, ICollection<Fault> faults)
    {
        if (!body.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null) return null;
        if (member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var number)) return number;
        faults.Add(new Fault(name, $"must be a whole number, not {Values.Quote(member)}."));
        return null;
    }

    private static bool IsJson(HttpRequest request) =>
        request.HasJsonContentType() && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));

    private static (JsonElement Body, string? Fault, IEnumerable<Fault> Faults) Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        if (bytes.IsEmpty) return (default, "The body is empty; it must be a JSON object.", []);
        if (!Utf8.IsValid(bytes)) return (default, "The body is not UTF-8.", []);
        try
        {
            var body = JsonElement.Parse(bytes, Options);
            if (body.ValueKind != JsonValueKind.Object) return (default, $"The body must be a JSON object, not {Values.Quote(body)}.", []);
            var faults = JsonText.Faults(body, "").ToArray();
            return (body, faults.Length == 0 ? null : "The body has text that cannot be kept.", faults);
        }
        catch (JsonException exception)
        {
            return (default, $"The body is not JSON that we can read: {Readable(exception)}", []);
        }
        catch (InvalidOperationException)
        {
            // What the reader says of a name that it must compare with the others, and cannot.
            return (default, "The body has a member whose name is no text: half of a surrogate pair is in it.", []);
        }
    }

    private static string Readable(JsonException exception)
    {
        var what = exception.Message.Split(" LineNumber:")[0];
        return exception.LineNumber is { } line ? $"{what} Line {line + 1}, byte {exception.BytePositionInLine + 1}." : what;
    }
}
