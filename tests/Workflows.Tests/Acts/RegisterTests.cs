using System.Text.Json;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Acts.ActHouse;

namespace Doorstep.Workflows.Tests.Acts;

public sealed class RegisterTests
{
    [Fact]
    public async Task Guards_look_at_the_registers_as_they_stand_at_that_moment()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");
        object visit = new { kind = "VISIT", team = new[] { "agent_1", "agent_2" }, authorisationId = "AU-1" };
        (await house.PlannedAsync(id, "k1", visit)).Reason.ShouldContain("G8 VisitTeam: 'agent_1' is not in the register of agents.");

        foreach (var agent in (string[])["agent_1", "agent_2"]) (await SaveAsync(house, RegisterKind.Agent, agent, new { trainedUntil = "2027-01-01", hasIdCard = true })).Value();
        (await house.PlannedAsync(id, "k2", visit)).Reason.ShouldContain("G8 VisitTeam: There is no authorisation for this visit.");

        (await SaveAsync(house, RegisterKind.Authorisation, "AU-1", Authorisation(id))).Value().Version.ShouldBe(1);
        (await house.PlannedAsync(id, "k3", visit)).Reason.ShouldNotContain("G8");
    }

    [Fact]
    public async Task S17_A_revoked_authorisation_counts_no_more_its_case_hears_of_it_and_it_stays_revoked()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");
        (await SaveAsync(house, RegisterKind.Authorisation, "AU-1", Authorisation(id))).Value();

        (await house.Sender.Send(new RevokeAuthorisation("AU-1", Lin))).Value();
        (await house.Sender.Send(new RevokeAuthorisation("AU-1", Lin))).Value();

        (await house.LinesAsync(id, "factRecorded")).ShouldBe(["AuthorisationRevoked"]);
        (await SaveAsync(house, RegisterKind.Authorisation, "AU-1", Authorisation(id))).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
        (await house.Sender.Send(new IssueCode("AU-1", Lin))).Refusal().Reason.ShouldBe("Authorisation 'AU-1' is revoked.");
        (await house.Sender.Send(new RevokeAuthorisation("AU-2", Lin))).Refusal().Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public async Task Every_slip_in_an_entry_is_named_at_once()
    {
        await using var house = await OpenAsync(Afternoon);

        (await SaveAsync(house, RegisterKind.Agent, "agent_1", new { token = "agent_2", trainedUntill = "2027-01-01", hasIdCard = "yes" })).Refusal().Faults.Select(fault => fault.Path)
            .ShouldBe(["token", "trainedUntill", "hasIdCard"]);
        (await SaveAsync(house, RegisterKind.Authorisation, "AU-1", Authorisation("no-such-case"))).Refusal().Faults.ShouldHaveSingleItem().Message.ShouldBe("There is no case 'no-such-case'.");
        (await house.Sender.Send(new ListRegister(RegisterKind.Agent, 10, Lin))).Value().ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_stands_in_a_register_twice_under_names_that_look_alike()
    {
        await using var house = await OpenAsync(Afternoon);
        (await SaveAsync(house, RegisterKind.Staff, "rev1", new { roles = new[] { "REVIEWER" } })).Value();
        (await SaveAsync(house, RegisterKind.Agent, "agent_1", new { hasIdCard = true })).Value();
        async Task<string> WhyNotAsync(RegisterKind kind, string key, object entry) => (await SaveAsync(house, kind, key, entry)).Refusal().Faults.ShouldHaveSingleItem().Message;

        (await WhyNotAsync(RegisterKind.Staff, "rеv1", new { roles = new[] { "REVIEWER" } })).ShouldContain("mixes Latin and Cyrillic letters");
        (await WhyNotAsync(RegisterKind.Staff, "Rev 1", new { roles = new[] { "REVIEWER" } })).ShouldContain("is spelled like 'rev1'");
        (await WhyNotAsync(RegisterKind.Agent, "Agent_1", new { hasIdCard = true })).ShouldContain("is spelled like 'agent_1'");
        (await SaveAsync(house, RegisterKind.Staff, "rev1", new { roles = new[] { "REVIEWER" }, isSuspended = true })).Value();
        (await SaveAsync(house, RegisterKind.Staff, "rev2", new { roles = new[] { "REVIEWER" } })).Value();
    }

    [Fact]
    public async Task S51_A_code_is_ours_for_ten_minutes_and_after_that_somebody_is_playing_with_it()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");
        (await SaveAsync(house, RegisterKind.Authorisation, "AU-1", Authorisation(id))).Value();
        var issued = (await house.Sender.Send(new IssueCode("AU-1", Lin))).Value();

        (await house.Sender.Send(new VerifyCode("AAAA-AAAA"))).ShouldBe(CodeAnswer.NotOurs, "nobody issued it");
        (await house.Sender.Send(new VerifyCode(issued.Code))).ShouldBe(CodeAnswer.Visitor);
        (await house.Sender.Send(new VerifyCode(issued.Code.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()))).ShouldBe(CodeAnswer.Visitor);
        (await house.LinesAsync(id, "factRecorded")).ShouldBeEmpty();

        house.Clock.Advance(TimeSpan.FromMinutes(11));
        (await house.Sender.Send(new VerifyCode(issued.Code))).ShouldBe(CodeAnswer.NotOurs);
        (await house.Sender.Send(new VerifyCode(issued.Code))).ShouldBe(CodeAnswer.NotOurs);
        (await house.LinesAsync(id, "factRecorded")).ShouldBe(["FakeAgentReported"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S44_A_code_of_a_revoked_authorisation_or_of_yesterday_is_not_ours(bool isRevoked)
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");
        (await SaveAsync(house, RegisterKind.Authorisation, "AU-1", Authorisation(id))).Value();
        var issued = (await house.Sender.Send(new IssueCode("AU-1", Lin))).Value();
        if (isRevoked) (await house.Sender.Send(new RevokeAuthorisation("AU-1", Lin))).Value();
        else house.Clock.Advance(TimeSpan.FromHours(25));

        (await house.Sender.Send(new VerifyCode(issued.Code))).ShouldBe(CodeAnswer.NotOurs);

        (await house.LinesAsync(id, "factRecorded")).ShouldContain("FakeAgentReported");
    }

    [Theory]
    [InlineData("2025-12-01", "2025-12-31")]
    [InlineData("2026-12-20", "2026-12-31")]
    public async Task S44_No_code_is_issued_for_an_authorisation_that_does_not_count_now(string from, string until)
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");
        (await SaveAsync(house, RegisterKind.Authorisation, "AU-1", new { caseId = id, agents = new[] { "agent_1", "agent_2" }, from, until })).Value();

        (await house.Sender.Send(new IssueCode("AU-1", Lin))).Refusal().Reason.ShouldBe($"Authorisation 'AU-1' counts from {from} to {until}, not now.");
    }

    [Fact]
    public async Task An_authorisation_that_ends_before_it_begins_or_names_somebody_twice_is_refused()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");

        (await SaveAsync(house, RegisterKind.Authorisation, "AU-1", new { caseId = id, agents = new[] { "agent_1", "agent_1" }, from = "2026-12-20", until = "2026-01-31" })).Refusal()
            .Faults.Select(fault => fault.Path).ShouldBe(["until", "agents"]);
    }

    [Fact]
    public async Task A_code_is_stored_nowhere()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");
        (await SaveAsync(house, RegisterKind.Authorisation, "AU-1", Authorisation(id))).Value();
        var issued = (await house.Sender.Send(new IssueCode("AU-1", Lin))).Value();
        await house.Sender.Send(new VerifyCode(issued.Code));

        await using var db = await house.Services.GetRequiredService<IDbContextFactory<Doorstep.Workflows.Storage.Model.DoorstepDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var stored = string.Concat((await db.Registers.ToListAsync(TestContext.Current.CancellationToken)).Select(row => row.Key + row.Json));

        stored.ShouldContain("\"usedAt\"");
        stored.ShouldNotContain(issued.Code.Replace("-", "", StringComparison.Ordinal), Case.Insensitive);
    }

    private static object Authorisation(string caseId) => new { caseId, agents = new[] { "agent_1", "agent_2" }, from = "2026-11-01", until = "2026-11-30" };

    private static ValueTask<Reply<Doorstep.Workflows.Storage.Registers.RegisterRecord>> SaveAsync(EngineHouse house, RegisterKind kind, string key, object entry) =>
        house.Sender.Send(new SaveRegisterEntry(kind, key, JsonSerializer.SerializeToElement(entry), Lin));
}
