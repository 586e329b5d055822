using Doorstep.Workflows.Commands;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Doorstep.Host.Api;

/// <summary>Refusals as RFC 9457 problem details. <c>errors</c> lists every fault with its path.</summary>
internal static class Problems
{
    public static IResult From<T>(Reply<T>.Refused refused)
    {
        var (status, code, title) = refused.Kind switch
        {
            RefusalKind.Invalid => (StatusCodes.Status400BadRequest, "invalid", "The request is not valid."),
            RefusalKind.NotFound => (StatusCodes.Status404NotFound, "not-found", "There is no such thing."),
            RefusalKind.Conflict => (StatusCodes.Status409Conflict, "conflict", "This does not go together with what is there."),
            RefusalKind.Impossible => (StatusCodes.Status422UnprocessableEntity, "impossible", "This cannot be done."),
            _ => (StatusCodes.Status503ServiceUnavailable, "busy", "Not now."),
        };
        return Of(status, code, title, refused.Reason, refused.Faults.IsDefault ? [] : refused.Faults);
    }

    public static IResult Of(int status, string code, string title, string detail, IEnumerable<Fault>? faults = null)
    {
        var problem = new ProblemDetails { Type = $"urn:doorstep:problem:{code}", Title = title, Status = status, Detail = detail };
        if (faults?.Select(fault => new { path = fault.Path, message = fault.Message }).ToArray() is { Length: > 0 } errors) problem.Extensions["errors"] = errors;
        return Results.Problem(problem);
    }

    public static IResult Invalid(string detail, IEnumerable<Fault> faults) => From(new Reply<object>.Refused(RefusalKind.Invalid, detail, [.. faults]));

    /// <summary>Answers for statuses that nobody wrote a body for: unknown routes, wrong methods and media types.</summary>
    public static Task ForStatusAsync(StatusCodeContext context)
    {
        var (request, status) = (context.HttpContext.Request, context.HttpContext.Response.StatusCode);
        var detail = status switch
        {
            StatusCodes.Status404NotFound => $"There is nothing at '{request.Path}'. The documentation is at /docs.",
            StatusCodes.Status405MethodNotAllowed => $"'{request.Path}' does not take {request.Method}. It takes: {context.HttpContext.Response.Headers.Allow}.",
            StatusCodes.Status413PayloadTooLarge => "The body is larger than 2 MiB.",
            _ => $"The answer to {request.Method} {request.Path} is {status}.",
        };
        return Of(status, $"http-{status}", Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status), detail).ExecuteAsync(context.HttpContext);
    }
}

/// <summary>The edge for exceptions: what is forbidden is 403, a body that cannot be read is 400, everything else is ours and says nothing about itself.</summary>
internal sealed class ProblemHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var result = exception switch
        {
            ForbiddenException forbidden => Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "This is not yours to do.", forbidden.Message),
            BadHttpRequestException bad => Problems.Of(bad.StatusCode, "invalid", "The request is not valid.", bad.Message),
            _ => Problems.Of(StatusCodes.Status500InternalServerError, "fault", "Something broke on our side.", $"Nothing was kept unless it was acknowledged. Trace: {httpContext.TraceIdentifier}"),
        };
        await result.ExecuteAsync(httpContext);
        return true;
    }
}
