using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Host.Api;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;

namespace Doorstep.Host.Designer;

/// <summary>What Studio asks beside definitions and cases.</summary>
internal static class SmallRoutes
{
    private const string Version = "3.8.2";

    public static void MapSmallThings(this IEndpointRouteBuilder elsa)
    {
        elsa.MapGet("/features/installed", () => ElsaAnswers.Items(
        [
            new { name = "RealTimeWorkflowUpdates", @namespace = "Elsa", fullName = "Elsa.RealTimeWorkflowUpdates", displayName = "Live updates", description = "Tells viewers when a case goes on." },
        ]));
        elsa.MapGet("/package/version", () => Results.Ok(new { packageVersion = Version }));
        elsa.MapPost("/tests/activities", () => Results.Ok(new
        {
            activityState = new { }, payload = (object?)null, outputs = new { }, status = "Faulted",
            exception = new { type = "Doorstep", message = "A single activity is not run by itself: what it does depends on the case.", stackTrace = (string?)null, innerException = (object?)null },
        }));
        elsa.MapPost("/scripting/javascript/type-definitions/{definitionId}", TypesAsync);
    }

    /// <summary>What scripts can name, so that the editor completes it.</summary>
    private static async Task<IResult> TypesAsync(string definitionId, HttpContext context, DefinitionShelf shelf)
    {
        var (_, problem) = await RequestBody.ReadAsync<FindCases>(context.Request);
        if (problem is not null) return problem;
        var text = new StringBuilder(
            """
            /** The case file. Alone it is called caseFile, because 'case' is a word of the language. */
            declare const caseFile: any;
            /** What the step is about: id, type, data, outcome. */
            declare const event: any;
            /** When the step happens (UTC). */
            declare const now: string;
            declare const variables: { [name: string]: any };
            declare function getVariable(name: string): any;
            declare function setVariable(name: string, value: any): void;
            declare function getInput(name: string): any;
            declare function isNullOrEmpty(text: string): boolean;
            declare function isNullOrWhiteSpace(text: string): boolean;
            declare function toJson(value: any): string;
            declare function getCorrelationId(): string;

            """);
        if (await shelf.FindAsync(definitionId, "Latest", context.Actor(), context.RequestAborted) is { } found)
            foreach (var name in (JsonNode.Parse(found.Row.Json)?["variables"] as JsonArray ?? []).Select(variable => variable?["name"]?.ToString()).OfType<string>().Where(IsName))
                text.Append(CultureInfo.InvariantCulture, $"declare function get{name}(): any;\ndeclare function set{name}(value: any): void;\n");
        return Results.Text(text.ToString(), "text/plain", Encoding.UTF8);
    }

    private static bool IsName(string name) => name.Length > 0 && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_');
}
