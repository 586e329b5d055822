using System.Net;
using Doorstep.Host.Api;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Doorstep.Host.Designer;

/// <summary>Refusals in the one shape that Studio shows to a designer: status 400 with sentences in <c>errors.generalErrors</c>. They are problem details as well.</summary>
internal static class ElsaAnswers
{
    /// <summary>Statuses of ours whose text Studio would swallow.</summary>
    private static readonly int[] Silent = [StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity];

    public static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        Rights.Demand<FindCases>(context.HttpContext.Actor());
        var answer = DefinitionShelf.Against(context.HttpContext.Request.Text("versionOptions")) is { } against ? Refused(against) : await next(context);
        return answer is ProblemHttpResult refused ? Shown(refused.ProblemDetails) : answer;
    }

    public static IResult Items<T>(IReadOnlyCollection<T> items) => Results.Ok(new { items, count = items.Count });

    public static IResult Refused(string reason) => Problems.Of(StatusCodes.Status400BadRequest, "refused", "This cannot be done here.", reason);

    public static IResult NotFound(string reason) => Problems.Of(StatusCodes.Status404NotFound, "not-found", "There is no such thing.", reason);

    /// <summary>What waits for a second designer is no error of the first: one sentence says so, and the page of changes says what.</summary>
    private static bool IsAsked(ProblemDetails problem) => problem.Type?.EndsWith(":needs-approval", StringComparison.Ordinal) == true;

    private static IResult Shown(ProblemDetails problem)
    {
        if (problem.Status is { } status && Silent.Contains(status)) problem.Status = StatusCodes.Status400BadRequest;
        if (problem.Status != StatusCodes.Status400BadRequest) return Results.Problem(problem);
        var faults = problem.Extensions.TryGetValue("errors", out var errors) && errors is Fault[] named ? named : [];
        problem.Extensions["statusCode"] = (int)HttpStatusCode.BadRequest;
        problem.Extensions["message"] = problem.Detail;
        problem.Extensions["errors"] = new { generalErrors = (string[])[problem.Detail ?? problem.Title ?? "", .. IsAsked(problem) ? [] : faults.Select(fault => $"{fault.Path}: {fault.Message}")] };
        return Results.Problem(problem);
    }
}
