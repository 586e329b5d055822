using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests;

/// <summary>The contract that callers program against.</summary>
public sealed partial class OpenApiTests(RunningDoorstep doorstep)
{
    [Fact]
    public async Task The_document_is_the_approved_one()
    {
        var document = (await doorstep.Client.GetAnswerAsync("/openapi/v1.json")).With(HttpStatusCode.OK).Text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        var approved = Path.Combine(Path.GetDirectoryName(ThisFile())!, "Approved", "openapi.json");
        if (Environment.GetEnvironmentVariable("DOORSTEP_APPROVE") == "1") await File.WriteAllTextAsync(approved, document, TestContext.Current.CancellationToken);

        var expected = File.Exists(approved) ? await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken) : "";

        (document == expected).ShouldBeTrue(
            $"The API's document is not the approved one from line {FirstDifference(document, expected)} on. If the change is meant, run DOORSTEP_APPROVE=1 ./test --filter-class '*OpenApiTests' and commit tests/Host.Tests/Approved/openapi.json.");
    }

    [Fact]
    public async Task Every_operation_says_what_it_is_for_and_what_it_takes()
    {
        var paths = (await Document())["paths"]!.AsObject();
        var operations = paths.SelectMany(path => path.Value!.AsObject().Select(operation => (Name: $"{operation.Key} {path.Key}", Operation: operation.Value!))).ToArray();

        operations.Length.ShouldBeGreaterThan(15);
        operations.Where(item => item.Operation["summary"] is null || item.Operation["operationId"] is null || item.Operation["tags"] is null).Select(item => item.Name).ShouldBeEmpty();
        operations.SelectMany(item => item.Operation["parameters"]?.AsArray() ?? []).Where(parameter => parameter!["in"]!.GetValue<string>() != "path" && parameter["description"] is null)
            .ShouldBeEmpty("every parameter is described");
    }

    [Fact]
    public async Task The_document_names_no_address_so_that_it_is_right_behind_every_proxy() =>
        (await Document()).AsObject().ContainsKey("servers").ShouldBeFalse();

    [Fact]
    public async Task The_examples_work_as_they_are_written()
    {
        var paths = (await Document())["paths"]!;
        string Example(string path) => paths[path]!["post"]!["requestBody"]!["content"]!["application/json"]!["example"]!.ToJsonString();

        var started = (await doorstep.Client.PostAnswerAsync("/api/v1/cases", Example("/api/v1/cases"))).With(HttpStatusCode.Accepted);
        (await doorstep.Client.PostAnswerAsync($"/api/v1/cases/{started["caseId"]}/events", Example("/api/v1/cases/{id}/events"))).With(HttpStatusCode.OK);
        (await doorstep.Client.PostAnswerAsync("/api/v1/definitions/validate", Example("/api/v1/definitions/validate"))).With(HttpStatusCode.OK)["valid"].ShouldBe("true");
        (await doorstep.Client.PostAnswerAsync("/api/v1/definitions", Example("/api/v1/definitions"))).With(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_bodies_have_the_members_that_the_document_gives_them_and_no_others()
    {
        var start = (await Document())["paths"]!["/api/v1/cases"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!["oneOf"]!.AsArray();
        foreach (var schema in start)
        {
            var answer = (await doorstep.Client.PostAnswerAsync("/api/v1/cases", Filled(schema!).ToJsonString())).With(HttpStatusCode.BadRequest);
            answer.Text.ShouldNotContain("is not known here");
        }

        JsonNode Filled(JsonNode schema) => schema["properties"] is JsonObject members
            ? new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Filled(member.Value!))))
            : schema["enum"]?[0]!.DeepClone() ?? JsonValue.Create("?");
    }

    [Fact]
    public async Task Answers_have_the_members_that_the_document_requires()
    {
        var schemas = (await Document())["components"]!["schemas"]!;
        var id = await doorstep.Client.StartAsync("SYN-SCHEMA-1");
        foreach (var (path, schema) in ((string, string)[])[($"/api/v1/cases/{id}", "CaseView"), ($"/api/v1/cases/{id}/why", "WhyView"), ($"/api/v1/cases/{id}/journal", "PageOfJournalView"), ("/api/v1/definitions/visit", "DefinitionView")])
        {
            var answer = (await doorstep.Client.GetAnswerAsync(path)).Json.AsObject();
            schemas[schema]!["required"]!.AsArray().Select(name => name!.GetValue<string>()).Where(name => !answer.ContainsKey(name)).ShouldBeEmpty(path);
        }
    }

    [Fact]
    public async Task The_page_loads_everything_from_here_and_its_policy_forbids_the_rest()
    {
        var redirect = await doorstep.Client.GetAnswerAsync("/docs");
        redirect.With(HttpStatusCode.Redirect).Message.Headers.Location!.ToString().ShouldBe("docs/");

        var page = (await doorstep.Client.GetAnswerAsync("/docs/")).With(HttpStatusCode.OK);
        page.Text.ShouldContain("openapi/v1.json");
        ForeignAddress().Matches(page.Text).Select(match => match.Value).ShouldBeEmpty("the page itself names no other host");
        var assets = Source().Matches(page.Text).Select(match => match.Groups[1].Value).ToArray();
        assets.ShouldContain("scalar.js");
        foreach (var asset in assets) (await doorstep.Client.GetAnswerAsync($"/docs/{asset}")).With(HttpStatusCode.OK).Text.Length.ShouldBeGreaterThan(100, asset);

        // The script names hosts of its makers; whatever it would ask of them, the browser refuses.
        var policy = page.Message.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; ");
        policy.Split(' ', ';').Where(word => word.Contains("://", StringComparison.Ordinal) || word is "*" or "https:" or "http:" or "'unsafe-eval'").ShouldBeEmpty();
    }

    private async Task<JsonNode> Document() => (await doorstep.Client.GetAnswerAsync("/openapi/v1.json")).Json;

    private static int FirstDifference(string left, string right) => left.Split('\n').Zip(right.Split('\n')).TakeWhile(pair => pair.First == pair.Second).Count() + 1;

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("(?:https?:)?//[a-zA-Z0-9][a-zA-Z0-9.-]*")]
    private static partial Regex ForeignAddress();

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"|from '\\./([^']+)'")]
    private static partial Regex Source();
}
