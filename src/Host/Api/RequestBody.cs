using System.Text.Json;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Api;

/// <summary>Reads a request's JSON body, and says exactly what is wrong with one that cannot be read.</summary>
internal static class RequestBody
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>The body as an object, or the problem.</summary>
    public static async Task<(JsonElement Body, IResult? Problem)> ReadAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
            return (default, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "media-type", "The body must be JSON.", $"'{request.ContentType}' is not 'application/json'."));
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, Options, request.HttpContext.RequestAborted);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return (document.RootElement.Clone(), null);
            return (default, Problems.Invalid($"The body must be a JSON object, not {document.RootElement.ValueKind}.", []));
        }
        catch (JsonException exception)
        {
            return (default, Problems.Invalid($"The body is not JSON that we can read: {exception.Message}", []));
        }
    }

    /// <summary>Faults for members that are not among the known ones.</summary>
    public static IEnumerable<Fault> Unknown(JsonElement body, params string[] known) =>
        from member in body.EnumerateObject()
        where !known.Contains(member.Name, StringComparer.Ordinal)
        select new Fault(member.Name, $"'{member.Name}' is not a member{Nearest.Hint(member.Name, known)}");

    /// <summary>A string member; a fault where it is something else.</summary>
    public static string? Text(JsonElement body, string name, ICollection<Fault> faults)
    {
        if (!body.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null) return null;
        if (member.ValueKind == JsonValueKind.String) return member.GetString();
        faults.Add(new Fault(name, $"must be a string, not {member.GetRawText()}."));
        return null;
    }

    /// <summary>A point in time; a fault where it is something else.</summary>
    public static DateTimeOffset? Instant(JsonElement body, string name, ICollection<Fault> faults)
    {
        if (Text(body, name, faults) is not { } text) return null;
        if (DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at)) return at;
        faults.Add(new Fault(name, $"'{text}' is not a point in time. Write ISO 8601, '2031-03-01T09:00:00Z'."));
        return null;
    }
}
