using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;

namespace Doorstep.Host.Api;

/// <summary>A parameter that an endpoint takes: for the document, and so that a misspelt one is refused instead of ignored.</summary>
internal sealed record ParameterNote(string Name, ParameterLocation In, string Text, params string[] Words)
{
    /// <summary>From, to and what holds when it is left out, for a number.</summary>
    public (int From, int To, int Otherwise)? Range { get; init; }
}

/// <summary>A body that an endpoint reads itself, so that every fault in it can be named at once.</summary>
/// <param name="Json">An example that works as it is written.</param>
/// <param name="Schema">Its members; null: any object.</param>
internal sealed record BodyExample(string Json, OpenApiSchema? Schema);

/// <summary>Ways to say what an endpoint takes.</summary>
internal static class EndpointNotes
{
    public static RouteHandlerBuilder Query(this RouteHandlerBuilder endpoint, string name, string text, params string[] words) =>
        endpoint.WithMetadata(new ParameterNote(name, ParameterLocation.Query, text, words));

    public static RouteHandlerBuilder Query(this RouteHandlerBuilder endpoint, string name, string text, int from, int to, int otherwise) =>
        endpoint.WithMetadata(new ParameterNote(name, ParameterLocation.Query, text) { Range = (from, to, otherwise) });

    public static RouteHandlerBuilder Header(this RouteHandlerBuilder endpoint, string name, string text) =>
        endpoint.WithMetadata(new ParameterNote(name, ParameterLocation.Header, text));

    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, string example, OpenApiSchema? schema = null) =>
        endpoint.WithMetadata(new BodyExample(example, schema)).ProducesProblem(400).ProducesProblem(413).ProducesProblem(415);

    /// <summary>Refuses what is in the address and in no endpoint's notes, together with what the endpoint itself refuses there. Only one that reads is asked for that.</summary>
    public static RouteGroupBuilder RefuseUnknownQueries(this RouteGroupBuilder group) => group.AddEndpointFilter(async (context, next) =>
    {
        var faults = Faults(context.HttpContext).ToArray();
        if (faults.Length == 0) return await next(context);
        var refused = HttpMethods.IsGet(context.HttpContext.Request.Method) && await next(context) is ProblemHttpResult { StatusCode: StatusCodes.Status400BadRequest } problem ? problem.ProblemDetails : null;
        var others = refused?.Extensions.TryGetValue("errors", out var errors) == true && errors is Fault[] named ? named : [];
        return Problems.Invalid(refused?.Detail ?? "The address cannot be read like this.", others.Concat(faults).DistinctBy(fault => fault.Path));
    });

    private static IEnumerable<Fault> Faults(HttpContext context)
    {
        var known = context.GetEndpoint()!.Metadata.OfType<ParameterNote>().Where(note => note.In == ParameterLocation.Query).Select(note => note.Name).ToArray();
        return context.Request.Query.Keys.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase))
            .Select(name => new Fault(name, $"'{name}' is not known here{Nearest.Hint(name, known)}"));
    }
}
