using Doorstep.Workflows.Commands;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Doorstep.Host.Api;

/// <summary>Refusals as RFC 9457 problem details. <c>errors</c> lists every fault with its path.</summary>
internal static class Problems
{
    /// <summary>Faults that one answer lists; whoever makes more will find the rest next time.</summary>
    private const int FaultsMax = 100;

    private const int PathMax = 200;
    private const int TextMax = 2000;

    public static IResult From<T>(Reply<T>.Refused refused)
    {
        var (status, code, title) = refused.Kind switch
        {
            RefusalKind.Invalid => (StatusCodes.Status400BadRequest, "invalid", "The request is not valid."),
            RefusalKind.NotFound => (StatusCodes.Status404NotFound, "not-found", "There is no such thing."),
            RefusalKind.Conflict => (StatusCodes.Status409Conflict, "conflict", "This does not go together with what is there."),
            RefusalKind.Impossible => (StatusCodes.Status422UnprocessableEntity, "impossible", "This cannot be done."),
            RefusalKind.NeedsApproval => (StatusCodes.Status409Conflict, "needs-approval", "A second person has to approve this."),
            _ => (StatusCodes.Status503ServiceUnavailable, "busy", "Not now."),
        };
        return Of(status, code, title, refused.Reason, refused.Faults.IsDefault ? [] : refused.Faults, refused.Fresh);
    }

    public static IResult Of(int status, string code, string title, string detail, IEnumerable<Fault>? faults = null, CaseNow? fresh = null)
    {
        var problem = new ProblemDetails { Type = $"urn:doorstep:problem:{code}", Title = title, Status = status, Detail = Cut(detail, TextMax) };
        var errors = (faults ?? []).Take(FaultsMax).Select(fault => new Fault(Cut(fault.Path, PathMax), Cut(fault.Message, TextMax))).ToArray();
        if (errors.Length > 0) problem.Extensions["errors"] = errors;
        if (fresh is not null) problem.Extensions["case"] = fresh;
        return Results.Problem(problem);
    }

    public static IResult Invalid(string detail, IEnumerable<Fault> faults) => From(new Reply<object>.Refused(RefusalKind.Invalid, detail, [.. faults]));

    public static IResult TooLarge() => Of(
        StatusCodes.Status413PayloadTooLarge, "too-large", "The body is too large.", $"A body may have {RequestBody.BytesMax} bytes (2 MiB). Send documents elsewhere and their hashes here.");

    public static IResult TooMany(string detail) => Of(StatusCodes.Status429TooManyRequests, "too-many", "Too many requests.", detail);

    /// <summary>Answers for statuses that nobody wrote a body for: unknown routes and wrong methods.</summary>
    public static Task ForStatusAsync(StatusCodeContext context)
    {
        var (request, status) = (context.HttpContext.Request, context.HttpContext.Response.StatusCode);
        var (code, detail) = status switch
        {
            StatusCodes.Status404NotFound => ("no-route", $"There is nothing at '{request.Path}'. The documentation is at /docs."),
            StatusCodes.Status405MethodNotAllowed => ("method", $"'{request.Path}' does not take {request.Method}. It takes: {context.HttpContext.Response.Headers.Allow}."),
            _ => ($"http-{status}", $"The answer to {request.Method} {request.Path} is {status}."),
        };
        return Of(status, code, $"{ReasonPhrases.GetReasonPhrase(status)}.", detail).ExecuteAsync(context.HttpContext);
    }

    private static string Cut(string text, int max) => text.Length <= max ? text : string.Concat(text.AsSpan(0, max - 1), "…");
}
