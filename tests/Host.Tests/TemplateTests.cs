using Doorstep.Workflows.Commands;
using Microsoft.Extensions.DependencyInjection;
using Mediator;
using System.Net;
using System.Text.Json.Nodes;
using Doorstep.Host.Setup;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests;

/// <summary>Templates, the words of acts and visit packs over HTTP.</summary>
public sealed class TemplateTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task The_templates_in_use_are_listed_by_class_with_languages_profiles_and_channels()
    {
        var classes = (await Client.GetAnswerAsync("/api/v1/templates")).With(HttpStatusCode.OK).Json.AsArray();

        var thanks = classes.Single(one => one!["name"]!.ToString() == "thanks")!;
        thanks["code"]!.ToString().ShouldBe("THANKS");
        thanks["asksForMoney"]!.ToString().ShouldBe("false");
        thanks["templates"]!.AsArray().Select(file => file!["language"]!.ToString()).ShouldBe(["en", "zh-CN"]);
        thanks["templates"]![0]!["profiles"]!.AsArray().Select(profile => profile!.ToString()).ShouldBe(["STANDARD", "EASY_READ", "DIGITAL"]);
        classes.Count.ShouldBe(31);
    }

    [Fact]
    public async Task A_text_is_read_as_a_template_and_everything_wrong_with_it_is_told_at_once()
    {
        const string Text = "---\\nclass: voicemail\\nchannels: CALL, PIGEON\\nlanguage: en\\nprofiles: STANDARD\\nfields: institution, phone, totalDue\\n---\\nThis is {{ institution }}. Your debt is {{ totalDue | money }}. Call {{ phone }}.";

        var answer = (await Client.PostAnswerAsync("/api/v1/templates/lint", $$"""{"text":"{{Text}}"}""")).With(HttpStatusCode.OK);

        answer["clean"].ShouldBe("false");
        var said = string.Join('\n', answer.Json["faults"]!.AsArray().Select(fault => fault!["message"]!.ToString()));
        foreach (var part in (string[])["'PIGEON' is not known", "'totalDue' is a debt fact", "how to check that it is genuine", "says 'debt' (debtFact)"]) said.ShouldContain(part);
        (await Client.PostAnswerAsync("/api/v1/templates/lint", "{}")).With(HttpStatusCode.BadRequest).Text.ShouldContain("a template file with its front data");
    }

    [Fact]
    public async Task S4_An_act_is_answered_with_its_words()
    {
        var id = await Client.StartAsync("SYN-WORDS-1");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/cases/{id}/acts") { Content = new StringContent("""{"kind":"MESSAGE","purpose":"LEGAL_NOTICE","template":"DEMAND"}""", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", "k1");

        var answer = JsonNode.Parse(await (await Client.SendAsync(request, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        answer["allowed"]!.ToString().ShouldBe("true", answer.ToJsonString());
        var message = answer["decision"]!["messages"]!.AsArray().ShouldHaveSingleItem()!;
        (message["channel"]!.ToString(), message["profile"]!.ToString(), message["isLargePrint"]!.ToString()).ShouldBe(("LETTER", "EASY_READ", "true"));
        foreach (var said in (string[])["19,073.80元", "45天", "2031年3月1日", "12378", "12363", message["verify"]!["code"]!.ToString()]) message["text"]!.ToString().ShouldContain(said);
        string.Concat(doorstep.Log.Lines).ShouldNotContain("19,073.80", customMessage: "personal text stays out of the log");
        // Asked of the command: the door in front of it lets one address ask ten times a minute, and other tests stand there too.
        (await doorstep.Services.GetRequiredService<ISender>().Send(new VerifyCode(message["verify"]!["code"]!.ToString()), TestContext.Current.CancellationToken)).ShouldBe(CodeAnswer.Message);
    }

    [Fact]
    public async Task S10_A_visit_pack_is_made_and_read_again()
    {
        var id = await Client.StartAsync("SYN-PACK-1");
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}/visit-pack")).With(HttpStatusCode.NotFound);

        (await Client.PostAnswerAsync($"/api/v1/cases/{id}/visit-pack", "{oops")).With(HttpStatusCode.BadRequest)["detail"].ShouldContain("The body is not JSON that we can read");
        (await Client.PostAnswerAsync($"/api/v1/cases/{id}/visit-pack", """{"total":1}""")).With(HttpStatusCode.BadRequest)["detail"].ShouldStartWith("A visit pack is made of the case");
        var made = (await Client.PostAnswerAsync($"/api/v1/cases/{id}/visit-pack", "")).With(HttpStatusCode.OK);

        made["usable"].ShouldBe("true");
        made.Json["pack"]!["statement"]!["total"]!.ToString().ShouldBe("1907380");
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}/visit-pack")).With(HttpStatusCode.OK)["hash"].ShouldBe(made["hash"]);
        (await Client.PostAnswerAsync("/api/v1/cases/no-such-case/visit-pack", "")).With(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_fault_in_any_template_stops_the_start_and_all_of_them_are_told()
    {
        var folder = Directory.CreateTempSubdirectory("doorstep-templates-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "templates"));
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "workflow-definitions", "templates"))) File.Copy(file, Path.Combine(folder, "templates", Path.GetFileName(file)));
        await File.AppendAllTextAsync(Path.Combine(folder, "templates", "demand.en.liquid"), "This is your last chance.", TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(folder, "templates", "thanks.zh-CN.liquid"));

        var fault = await Should.ThrowAsync<InvalidOperationException>(() => DoorstepHost.BuildAsync(
            new HostSettings { DataFolder = Path.Combine(folder, "data"), DefinitionsFolder = folder, Output = TextWriter.Null, HasHeartbeat = false }, ["--urls", "http://127.0.0.1:0"]));

        fault.Message.ShouldContain("templates/demand.en.liquid: says 'last chance' (falseUrgency)");
        fault.Message.ShouldContain("There is no template for thanks, zh-CN, EASY_READ.");
        Directory.Delete(folder, recursive: true);
    }
}
