using System.Net;
using System.Net.Http.Headers;
using Doorstep.Host.Security;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests;

/// <summary>Statements, offers and evidence over HTTP.</summary>
public sealed class ReliefTests(RunningDoorstep doorstep)
{
    private const string Statement =
        """
        {"asOf":"2031-03-01","household":2,"income":[{"kind":"WAGES","amount":900000}],"expenditure":[{"category":"HOUSING","amount":200000},{"category":"FOOD","amount":150000}],
         "totals":{"income":900000,"expenditure":350000}}
        """;

    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task S54_A_statement_whose_totals_differ_is_refused_with_every_fault_and_is_no_fact()
    {
        var id = await Client.StartAsync("SYN-RELIEF-1");

        var answer = (await Client.TellAsync(id, "s1", "IncomeStatementSubmitted", Statement.Replace("\"income\":900000,", "\"income\":900001,", StringComparison.Ordinal).Replace("200000", "240001", StringComparison.Ordinal)))
            .With(HttpStatusCode.BadRequest);

        Paths(answer).ShouldBe(["data.totals.income", "data.totals.expenditure", "data.expenditure[0].note"]);
        (await ReadAsync(id, "affordability"))["stated"].ShouldBe("false");
        (await Client.TellAsync(id, "s1", "IncomeStatementSubmitted", Statement)).With(HttpStatusCode.OK);
    }

    [Fact]
    public async Task S55_What_can_be_paid_is_explained_line_by_line_in_both_languages_and_adds_up()
    {
        var id = await StatedAsync("SYN-RELIEF-2");

        var answer = await ReadAsync(id, "affordability");

        var lines = answer.Json["lines"]!.AsArray();
        lines.Select(line => line!["code"]!.ToString()).ShouldBe(["INCOME", "EXPENDITURE", "EXPENDITURE", "BUFFER"]);
        lines.Sum(line => line!["amount"]!.GetValue<long>()).ShouldBe(answer.Json["surplus"]!.GetValue<long>());
        foreach (var language in (string[])["zh", "en"]) lines.ShouldAllBe(line => line!["label"]![language]!.ToString().Length > 0 && line["reason"]![language]!.ToString().Length > 0);
        var options = (await ReadAsync(id, "relief-options")).Json["options"]!.AsArray();
        options.ShouldNotBeEmpty();
        options.Select(option => option!["rank"]!.GetValue<int>()).ShouldBeInOrder();
        options.ShouldAllBe(option => option!["instalment"] == null || option["instalment"]!.GetValue<long>() <= answer.Json["capacity"]!.GetValue<long>());
    }

    [Fact]
    public async Task S53_The_checklist_says_what_is_needed_what_was_given_and_refuses_what_nobody_needs()
    {
        var id = await StatedAsync("SYN-RELIEF-3");
        (await EvidenceAsync(id, "d1", "TAX_RETURN", "2031-02-01")).With(HttpStatusCode.UnprocessableEntity).Json["detail"]!.ToString().ShouldContain("is not needed for this assessment");
        (await EvidenceAsync(id, "d2", "MEDICAL_RECORD", "2031-02-01")).With(HttpStatusCode.BadRequest);

        (await EvidenceAsync(id, "d3", "PAYSLIP", "2031-02-01")).With(HttpStatusCode.OK);

        var answer = await ReadAsync(id, "evidence");
        answer["complete"].ShouldBe("true");
        answer.Json["needed"]!.AsArray().ShouldHaveSingleItem()!["anyOf"]!.AsArray().Select(type => type!.ToString()).ShouldBe(["PAYSLIP", "BANK_STATEMENT"]);
        answer.Json["given"]!.AsArray().ShouldHaveSingleItem()!["expired"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task G10_An_offer_that_the_customer_cannot_afford_is_refused_with_the_explanation()
    {
        var id = await StatedAsync("SYN-RELIEF-4");

        var answer = (await OfferAsync(id, "o1", months: 2, "SUPERVISOR")).With(HttpStatusCode.UnprocessableEntity);

        answer["detail"].ShouldMatch(@"^'PlanProposed' is not taken: G10: an instalment of \d+\.\d\d is more than the \d+\.\d\d a month that the customer can pay\.$");
        (await ReadAsync(id, "offers")).Json["versions"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task S18_Above_the_authority_an_offer_waits_for_a_second_person_and_a_person_speaks_only_for_that_person()
    {
        var id = await StatedAsync("SYN-RELIEF-5");
        (await OfferAsync(id, "o1", months: 24, "AGENT")).With(HttpStatusCode.OK);
        var asked = await ReadAsync(id, "offers");
        asked.Json["versions"]!.AsArray().ShouldBeEmpty();
        asked.Json["requests"]!.AsArray().ShouldHaveSingleItem()!["status"]!.ToString().ShouldBe("open");
        using var supervisor = await PersonAsync("relief-supervisor", "Supervisor");

        var pretends = (await ReviewAsync(supervisor, id, "r1", "user:zhang", "CREDIT_COMMITTEE")).With(HttpStatusCode.BadRequest);
        Paths(pretends).ShouldBe(["data.by", "data.role"]);
        (await ReviewAsync(supervisor, id, "r2", "key:relief-supervisor", "SUPERVISOR")).With(HttpStatusCode.OK);

        var offers = await ReadAsync(id, "offers");
        offers.Json["versions"]!.AsArray().ShouldHaveSingleItem()!["open"]!.GetValue<bool>().ShouldBeTrue();
        offers.Json["requests"]![0]!["checkers"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["key:relief-supervisor"]);
        using var designer = await PersonAsync("relief-designer", "Designer");
        foreach (var path in (string[])["offers", "evidence", "affordability", "relief-options"])
            (await designer.GetAnswerAsync($"/api/v1/cases/{id}/{path}")).With(HttpStatusCode.Forbidden);
        (await Client.GetAnswerAsync("/api/v1/cases/no-such-case/offers")).With(HttpStatusCode.NotFound);
    }

    private static string[] Paths(Answer answer) => [.. answer.Json["errors"]!.AsArray().Select(fault => fault!["path"]!.ToString())];

    private async Task<string> StatedAsync(string name)
    {
        var id = await Client.StartAsync(name);
        (await Client.TellAsync(id, "statement", "IncomeStatementSubmitted", Statement)).With(HttpStatusCode.OK);
        return id;
    }

    private async Task<Answer> ReadAsync(string id, string path) => (await Client.GetAnswerAsync($"/api/v1/cases/{id}/{path}")).With(HttpStatusCode.OK);

    private Task<Answer> EvidenceAsync(string id, string eventId, string type, string issued) => Client.TellAsync(
        id, eventId, "EvidenceUploaded", $$"""{"kind":"FINANCIAL_DOCUMENT","hash":"sha256:{{new string('0', 64)}}","by":"customer","source":"PORTAL","docType":"{{type}}","issued":"{{issued}}"}""");

    private async Task<Answer> OfferAsync(string id, string eventId, int months, string role)
    {
        (await Client.PutAnswerAsync("/api/v1/staff/relief-h1", """{"roles":["AGENT","SUPERVISOR"]}""")).With(HttpStatusCode.OK);
        var owed = (await Client.GetAnswerAsync($"/api/v1/cases/{id}")).Json["case"]!["debt"]!["total"]!.GetValue<long>();
        return await Client.TellAsync(
            id, eventId, "PlanProposed", $$"""{"by":"relief-h1","role":"{{role}}","reason":"synthetic","months":{{months}},"firstDue":"2031-04-01","total":{{owed}},"accrues":false,"liabilities":"synthetic"}""");
    }

    private static Task<Answer> ReviewAsync(HttpClient client, string id, string eventId, string by, string role) =>
        client.TellAsync(id, eventId, "ConcessionReviewed", $$"""{"request":1,"decision":"APPROVED","by":"{{by}}","role":"{{role}}"}""");

    private async Task<HttpClient> PersonAsync(string name, string role)
    {
        await doorstep.Services.GetRequiredService<ApiKeyStore>().AddAsync(new ApiKeyRecord(name, name, [role], ApiKey.Hash(name), RunningDoorstep.Morning));
        return doorstep.ClientWith(new AuthenticationHeaderValue("ApiKey", name));
    }
}
