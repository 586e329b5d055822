using System.Diagnostics;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Runtime;

namespace Doorstep.Host.Api;

/// <summary>The edge for exceptions: what is forbidden is 403, a body that cannot be read is the caller's, everything else is ours: it is logged and says nothing about itself.</summary>
internal sealed partial class ProblemHandler(ILogger<ProblemHandler> log, StorageHealth storage, AuditTrail audit) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var result = exception switch
        {
            ForbiddenException forbidden => await ForbiddenAsync(httpContext, forbidden),
            UnknownCaseException unknown => Problems.From(new Reply<object>.Refused(RefusalKind.NotFound, unknown.Message)),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problems.TooLarge(),
            BadHttpRequestException bad => Problems.Of(bad.StatusCode, "invalid", "The request is not valid.", bad.Message),
            _ when IsGone(httpContext, exception) => Results.StatusCode(StatusCodes.Status499ClientClosedRequest),
            _ when storage.IsUnavailable(exception) => Unavailable(httpContext, exception, "The database cannot be used now."),
            // It is on its way from one place in memory to another, or the machine that has it leaves the cluster or has died.
            OrleansException => Unavailable(httpContext, exception, "The case cannot be reached at this moment."),
            _ => Ours(httpContext, exception),
        };
        await result.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>What the command has not logged already, because the edge asked before it read the body, is logged here.</summary>
    private async Task<IResult> ForbiddenAsync(HttpContext context, ForbiddenException forbidden)
    {
        if (!forbidden.IsLogged && context.Items[ApiKeyHandler.ActorItem] is Actor actor)
            await audit.RefusedAsync(actor, "door.refused", $"{context.Request.Method} {(context.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText}", forbidden.Message);
        return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "This is not yours to do.", forbidden.Message);
    }

    /// <summary>The caller went away, or was cut off by a stop: what was being read breaks a moment before the request is marked as aborted.</summary>
    private static bool IsGone(HttpContext context, Exception exception) =>
        context.RequestAborted.IsCancellationRequested || exception is ConnectionAbortedException or ConnectionResetException or { InnerException: ConnectionAbortedException or ConnectionResetException };

    private IResult Unavailable(HttpContext context, Exception exception, string what)
    {
        UnavailableLogged(log, exception, context.Request.Method, context.Request.Path, what);
        return Problems.From(new Reply<object>.Refused(RefusalKind.Busy, $"{what} Nothing was kept unless it was acknowledged; send the same again later."));
    }

    private IResult Ours(HttpContext context, Exception exception)
    {
        Broken(log, exception, context.Request.Method, (context.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText, Activity.Current?.Id ?? context.TraceIdentifier);
        return Problems.Of(StatusCodes.Status500InternalServerError, "fault", "Something broke on our side.", "Nothing was kept unless it was acknowledged: send it again. Our log has more under this traceId.");
    }

    [LoggerMessage(LogLevel.Warning, "{Method} {Path}: {What}")]
    private static partial void UnavailableLogged(ILogger log, Exception exception, string method, string path, string what);

    [LoggerMessage(LogLevel.Error, "{Method} {Route} broke. Trace {Trace}")]
    private static partial void Broken(ILogger log, Exception exception, string method, string? route, string trace);
}
