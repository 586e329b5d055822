using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Doorstep.Host.Setup;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests.Faults;

/// <summary>What a tester sent, and what broke then.</summary>
public sealed class EdgeTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Theory]
    [InlineData("/api/v1/cases/%20/events", """{"eventId":"e-1","type":"PaymentReceived","data":{"amount":5}}""")]
    [InlineData("/api/v1/cases/%20/retry", """{"reason":"Why not."}""")]
    public async Task A_blank_case_id_is_the_id_of_no_case(string path, string body) => (await Client.PostAnswerAsync(path, body)).With(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("-a")]
    [InlineData("a b")]
    public async Task A_definition_id_that_cannot_stand_in_an_address_is_refused(string id)
    {
        var answer = await Client.PostAnswerAsync("/api/v1/definitions", Definition(id));

        answer.With(HttpStatusCode.BadRequest).Json["errors"]![0]!["path"]!.GetValue<string>().ShouldBe("definitionId");
    }

    [Fact]
    public async Task A_definition_id_has_at_most_100_characters()
    {
        (await Client.PostAnswerAsync("/api/v1/definitions", Definition(new string('a', 101)))).With(HttpStatusCode.BadRequest).Text.ShouldContain("has 101 characters; at most 100 are allowed.");
        (await Client.PostAnswerAsync("/api/v1/definitions", Definition(new string('a', 100)))).With(HttpStatusCode.OK);
        (await Client.PostAnswerAsync("/api/v1/definitions", Definition("逾期.上门-1_a"))).With(HttpStatusCode.OK);
    }

    [Fact]
    public async Task If_Match_of_a_definition_that_is_not_there_is_a_conflict_and_nothing_is_saved()
    {
        (await Client.PostAnswerAsync("/api/v1/definitions", Definition("never-there"), ("If-Match", "\"abc\""))).With(HttpStatusCode.Conflict).Text.ShouldContain("There is no definition 'never-there'");
        (await Client.GetAnswerAsync("/api/v1/definitions/never-there")).With(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/api/v1/outbox/retry")]
    [InlineData("/api/v1/definitions")]
    [InlineData("/api/v1/cases/x/retry")]
    public async Task Whoever_may_not_ask_hears_that_before_anything_about_the_body(string path)
    {
        const string secret = "a-secret-of-a-service";
        var keys = doorstep.Services.GetRequiredService<ApiKeyStore>();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        if (await keys.FindByHashAsync(hash, TestContext.Current.CancellationToken) is null)
            await keys.AddAsync(new ApiKeyRecord("edge", "edge", ["Service"], hash, RunningDoorstep.Morning), TestContext.Current.CancellationToken);
        using var client = doorstep.ClientWith(new AuthenticationHeaderValue("ApiKey", secret));

        (await client.PostAnswerAsync(path, "no json")).With(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_compressed_body_is_an_unsupported_media_type()
    {
        var content = new ByteArrayContent([0x1F, 0x8B, 0x08, 0x00]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");

        (await Client.PostAnswerAsync("/api/v1/cases", content)).With(HttpStatusCode.UnsupportedMediaType).Text.ShouldContain("Content-Encoding 'gzip' is not read here.");
    }

    [Fact]
    public async Task A_database_that_is_removed_under_a_running_host_takes_nothing_more_and_says_so()
    {
        await using var mine = new RunningDoorstep();
        await mine.InitializeAsync();
        var id = await mine.Client.StartAsync("SYN-GONE-1");
        foreach (var file in Directory.GetFiles(mine.DataFolder, "doorstep.db*")) File.Delete(file);

        (await mine.Client.TellAsync(id, "pay-1", "PaymentReceived", """{"amount":100}""")).With(HttpStatusCode.ServiceUnavailable)["type"].ShouldBe("urn:doorstep:problem:busy");
        (await mine.Client.PostAnswerAsync("/api/v1/cases", Loan.Body("SYN-GONE-2").ToJsonString())).With(HttpStatusCode.ServiceUnavailable);
        (await mine.Client.GetAnswerAsync("/health/ready")).With(HttpStatusCode.ServiceUnavailable);
        Directory.GetFiles(mine.DataFolder, "doorstep.db").ShouldBeEmpty();
    }

    private static string Definition(string id) =>
        $$"""{"definitionId":"{{id}}","name":"Edge","root":{"id":"r","type":"Elsa.StateMachine","initialState":"A","states":[{"name":"A"}],"transitions":[] } }""";
}
