using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Access;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Overrides;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Acts.ShippedHouse;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>What a person says to one case reaches those who are on the way for another (T20, T24, S61).</summary>
public sealed class ElsewhereTests
{
    [Theory]
    [InlineData("InboundMessage", """{"text":"Please do not come to my home.","channel":"PORTAL"}""")]
    [InlineData("VulnerabilityDisclosed", """{"code":"ILLNESS"}""")]
    [InlineData("ConsentWithdrawn", """{"scope":"VISIT"}""")]
    [InlineData("ConsentWithdrawn", "{}")]
    [InlineData("ContactOutcome", """{"result":"REFUSED","note":"Do not come to my home"}""")]
    public async Task T20_T24_What_the_person_says_in_another_case_calls_the_visit_off_and_everybody_hears_of_it(string type, string data)
    {
        await using var house = await OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));
        await house.AgreeAsync(id);

        await house.TellAsync(other, type, JsonElement.Parse(data));
        await house.LaterAsync(TimeSpan.FromMinutes(1));

        (await house.StateAsync(id)).ShouldBe("Escalated");
        (await house.SentAsync(id, "VisitCancelled")).ShouldHaveSingleItem();
        (await house.RefusedAsync(id, "EscalationReviewed", new { decision = "VISIT", by = "s1", purpose = "HEAR" })).ShouldContain("another case");
    }

    [Fact]
    public async Task G12_A_court_is_asked_by_the_case_alone_which_counts_the_days_to_answer()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();

        (await house.AskAsync(id, "k", new { kind = "LEGAL_REFERRAL", purpose = "LEGAL_NOTICE" })).Refusal().Faults.ShouldHaveSingleItem().Message.ShouldContain("is planned by the case alone");
    }

    [Theory]
    [InlineData("CustomerDeceased", """{"evidence":"REPORTED"}""")]
    [InlineData("GuardianVerified", """{"contact":"+00-0000-000-500"}""")]
    public async Task T55_Who_approves_a_move_is_the_same_in_every_case_of_the_person(string type, string data)
    {
        await using var house = await OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));
        string[] Approvers(OverridePreview preview) => [.. preview.Rule.Approvers];
        async Task<string[]> MoveAsync(string one) => Approvers((await house.Sender.Send(new PreviewOverride(one, JsonSerializer.SerializeToElement(new { verb = "MOVE", target = "Hardship" }), ActHouse.Zhao))).Value());
        var before = await MoveAsync(id);

        await house.TellAsync(other, type, JsonElement.Parse(data));

        before.ShouldContain("SUPERVISOR");
        (await MoveAsync(id)).ShouldBe(["COMPLIANCE"]);
    }

    [Theory]
    [InlineData("DataIncident", """{"scope":"a","ref":"I1"}""", "G4: Hold DATA_INCIDENT stands in the way")]
    [InlineData("FraudReported", "{}", "G4: Hold FRAUD_VICTIM stands in the way")]
    [InlineData("InboundMessage", """{"text":"synthetic","channel":"PORTAL"}""", "waits for somebody who reads it")]
    public async Task T57_A_debt_is_not_sold_while_data_leaks_a_fraud_is_looked_into_or_a_message_waits(string type, string data, string reason)
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.TellAsync(id, type, JsonElement.Parse(data));

        (await house.RefusedAsync(id, "DebtTransferred", new { newHolder = "holder_syn_1", notifiedOn = "2026-11-01" })).ShouldContain(reason);
    }

    [Theory]
    [InlineData("CustomerDeceased", """{"evidence":"REPORTED"}""", "EstateRepresentativeNamed")]
    [InlineData("IncapacityNotified", "{}", "GuardianVerified")]
    public async Task T57_B4_No_case_of_somebody_who_cannot_be_told_is_sold_or_given_to_an_agency_before_it_is_known_who_can(string type, string data, string named)
    {
        await using var house = await OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));
        await house.TellAsync(other, type, JsonElement.Parse(data));
        object sale = new { newHolder = "holder_syn_1", notifiedOn = "2026-11-01" };

        foreach (var one in (string[])[id, other]) (await house.RefusedAsync(one, "DebtTransferred", sale)).ShouldContain($"is not known ({named})");
        (await house.RefusedAsync(id, "AgencyChanged", new { agency = "Listed Ltd" })).ShouldContain("nothing is given to an agency before that is over");
        await house.TellAsync(id, named, new { contact = "+00-0000-000-500" });
        (await house.RefusedAsync(id, "DebtTransferred", sale)).ShouldContain("nobody has said where post or e-mail reaches the");
        await house.TellAsync(id, named, new { contact = "测试路9号" });
        (await house.TellAsync(id, "DebtTransferred", sale)).ShouldBe("ClosedTransferred");
        await house.LaterAsync(TimeSpan.FromMinutes(1));
        (await house.DecisionsAsync(id)).Last(act => act.Act.Contains("transferNotice", StringComparison.Ordinal)).ShouldSatisfyAllConditions(act => act.Allowed.ShouldBeTrue(act.Decision));
    }

    [Theory]
    [InlineData("IncapacityNotified")]
    [InlineData("CustomerDeceased")]
    public async Task G12_B4_No_legal_review_is_opened_under_what_another_case_knows_of_the_person(string type)
    {
        await using var house = await OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));
        (await house.AskAsync(id, "help", new { kind = "LETTER", purpose = "SERVICE", template = "hardshipInvitation" })).Value().Outcome.ShouldBe(ActOutcome.Allowed);
        await house.TellAsync(other, type, type == "CustomerDeceased" ? new { evidence = "REPORTED" } : new { });

        (await house.RefusedAsync(id, "EscalationReviewed", new { decision = "LEGAL", by = "s1" })).ShouldContain("of another case of the same person stands in the way");
    }

    [Fact]
    public async Task T57_A_debt_that_is_objected_to_may_be_sold()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.TellAsync(id, "DisputeRaised", new { ground = "AMOUNT" });

        (await house.TellAsync(id, "DebtTransferred", new { newHolder = "holder_syn_1", notifiedOn = "2026-11-01" })).ShouldBe("ClosedTransferred");
    }

    [Fact]
    public async Task T24_B4_A_case_that_begins_under_a_hold_of_the_person_calls_off_what_another_one_has_arranged()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.AgreeAsync(id);

        await house.BeginAsync("LN-2", [], "16-17");
        await house.LaterAsync(TimeSpan.FromMinutes(1));

        (await house.StateAsync(id)).ShouldBe("Escalated");
        (await house.SentAsync(id, "VisitCancelled")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task T24_A_team_on_site_hears_what_the_person_says_in_another_case()
    {
        await using var house = await OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));
        await house.BegunAsync(id);

        await house.TellAsync(other, "InboundMessage", new { text = "Please do not come to my home.", channel = "PORTAL" });
        await house.LaterAsync(TimeSpan.FromMinutes(1));

        (await house.SentAsync(id, "VisitCancelled")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task T14_G16_Nobody_wishes_for_a_visit_or_gives_the_case_to_an_agency_over_a_message_that_nobody_has_read()
    {
        await using var house = await OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));
        await house.TellAsync(other, "InboundMessage", new { text = "synthetic", channel = "PORTAL" });

        (await house.RefusedAsync(id, "AgencyChanged", new { agency = "agency_syn_1", notifiedOn = "2026-11-01" })).ShouldContain("waits for somebody who reads it");
        (await house.RefusedAsync(id, "EscalationReviewed", new { decision = "VISIT", by = "s1", purpose = "HEAR" })).ShouldContain("G4: The customer's message");
    }

    [Fact]
    public async Task S61_An_agent_whom_the_customer_calls_by_name_is_off_every_case_of_the_person()
    {
        await using var house = await OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));
        await house.RegisterAsync(id);
        const string Name = "李建国";
        await house.SaveAsync(RegisterKind.Agent, "agent_1", new { trainedUntil = "2027-01-01", hasIdCard = true, displayName = Name });

        await house.TellAsync(other, "ComplaintFiled", new { category = "CONDUCT", accused = $"你们的{Name}态度恶劣" });

        var complaint = File(await house.CaseAsync(other)).Rights.OpenComplaints.ShouldHaveSingleItem();
        (complaint.Accused, complaint.Named).ShouldBe(("agent_1", $"你们的{Name}态度恶劣"));
        (await house.RefusedAsync(id, "CaseAssigned", new { unit = "team_syn", agent = "agent_1" })).ShouldContain("'agent_1' is off this case");
    }

    [Fact]
    public async Task S61_Whom_nobody_has_found_yet_keeps_every_visit_to_the_person_back_until_somebody_says_who_it_is()
    {
        await using var house = await OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));
        await house.EscalateAsync(id);
        await house.RegisterAsync(id);
        await house.TellAsync(id, "EscalationReviewed", new { decision = "VISIT", by = "s1", purpose = "HEAR" });
        object approval = new { decision = "APPROVED", by = "s2", agents = new[] { "agent_1", "agent_2" }, authorisationId = "AU-1" };
        await house.TellAsync(other, "ComplaintFiled", new { category = "CONDUCT", accused = "the tall man", via = "HOTLINE" });
        var complaint = File(await house.CaseAsync(other)).Rights.OpenComplaints.Single().Id;

        (await house.RefusedAsync(id, "VisitReviewed", approval)).ShouldContain("G8: The customer complains about 'the tall man', and nobody has said yet who that is");
        (await house.RefusedAsync(other, "ComplaintClosed", new { result = "synthetic", answerRef = "doc:1", by = "s1" })).ShouldContain("Say first who that is");
        foreach (var one in (string[])[id, other]) (await house.RefusedAsync(one, "CaseAssigned", new { unit = "team_syn", agent = "agent_1" })).ShouldContain("complains about 'the tall man', and nobody has said yet who that is");
        (await house.RefusedAsync(other, "AccusedIdentified", new { by = "s1", id = complaint, accused = "agent_99" })).ShouldContain("neither an agent nor of the staff");
        await house.TellAsync(other, "AccusedIdentified", new { by = "s1", id = complaint, accused = "agent_2" });
        (await house.RefusedAsync(id, "VisitReviewed", approval)).ShouldContain("G8: 'agent_2' is off this case.");
    }

    [Theory]
    [InlineData("Lei")]
    [InlineData("badge-77")]
    public async Task S61_One_word_that_is_nobodys_token_is_a_name_and_waits_for_somebody_who_finds_out(string accused)
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.RegisterAsync(id);

        await house.TellAsync(id, "ComplaintFiled", new { category = "CONDUCT", accused });

        (await house.RefusedAsync(id, "CaseAssigned", new { unit = "team_syn", agent = "agent_1" })).ShouldContain($"complains about '“{accused}”'");
        await house.TellAsync(id, "AccusedIdentified", new { by = "s1", id = File(await house.CaseAsync(id)).Rights.OpenComplaints.Single().Id, accused = "agent_2" });
        await house.TellAsync(id, "CaseAssigned", new { unit = "team_syn", agent = "agent_1" });
        (await house.RefusedAsync(id, "CaseAssigned", new { unit = "team_syn", agent = "agent_2" })).ShouldContain("off this case");
    }

    [Fact]
    public async Task S61_An_agent_whom_the_person_complains_about_is_off_the_other_cases_that_he_has()
    {
        await using var house = await OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));
        await house.RegisterAsync(id);
        await house.TellAsync(other, "CaseAssigned", new { unit = "team_syn", agent = "agent_1" });

        await house.TellAsync(id, "ComplaintFiled", new { category = "CONDUCT", accused = "agent_1" });
        await house.Relay.RunAsync();

        var file = File(await house.CaseAsync(other));
        (file.Assignment.Agent, file.Assignment.IsRemoved("agent_1"), NeedToKnow.Has(file, "agent_1")).ShouldBe((null, true, false));
    }

    [Fact]
    public async Task S61_A_complaint_that_comes_as_a_message_is_about_somebody_until_whoever_reads_it_says_who_that_is()
    {
        await using var house = await OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));
        await house.RegisterAsync(id);
        await house.TellAsync(other, "InboundMessage", new { channel = "PORTAL", text = "Your man Li Lei insulted my wife." });
        var message = File(await house.CaseAsync(other)).Inbox.Waiting.Single().Id;

        await house.TellAsync(other, "MessageAnswered", new { by = "s1", id = message, meant = Complaint });

        foreach (var one in (string[])[id, other]) (await house.RefusedAsync(one, "CaseAssigned", new { unit = "team_syn", agent = "agent_1" })).ShouldContain($"somebody in message '{message}'");
        await house.TellAsync(other, "AccusedIdentified", new { by = "s1", id = message, accused = "agent_2" });
        await house.TellAsync(id, "CaseAssigned", new { unit = "team_syn", agent = "agent_1" });
        (await house.RefusedAsync(id, "CaseAssigned", new { unit = "team_syn", agent = "agent_2" })).ShouldContain("is off this case");
    }

    [Fact]
    public async Task S61_Everybody_whom_a_complaint_names_is_meant_or_is_not()
    {
        await using var house = await OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));
        await house.RegisterAsync(id);
        await house.SaveAsync(RegisterKind.Agent, "agent_1", new { trainedUntil = "2027-01-01", hasIdCard = true, displayName = "Li Lei" });
        await house.SaveAsync(RegisterKind.Agent, "agent_2", new { trainedUntil = "2027-01-01", hasIdCard = true, displayName = "Zhang San" });
        await house.TellAsync(other, "ComplaintFiled", new { category = "CONDUCT", accused = "Zhang San and Li Lei" });
        var complaint = File(await house.CaseAsync(other)).Rights.OpenComplaints.Single().Id;

        (await house.RefusedAsync(other, "AccusedIdentified", new { by = "s1", id = complaint, accused = "agent_1" })).ShouldContain("the complaint names 'agent_2' as well");
        await house.TellAsync(other, "AccusedIdentified", new { by = "s1", id = complaint, accused = "agent_1", also = Second });
        foreach (var agent in (string[])["agent_1", "agent_2"]) (await house.RefusedAsync(id, "CaseAssigned", new { unit = "team_syn", agent })).ShouldContain($"'{agent}' is off this case");
    }

    private static readonly string[] Second = ["agent_2"];
    private static readonly string[] Complaint = ["COMPLAINT"];

    [Theory]
    [InlineData("Mr s1")]
    [InlineData("s1.")]
    [InlineData("s1 (branch)")]
    public async Task S61_Nobody_answers_a_complaint_about_himself_however_the_customer_writes_it(string accused)
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.TellAsync(id, "ComplaintFiled", new { category = "CONDUCT", accused });
        if (accused.Contains(' ', StringComparison.Ordinal)) await house.TellAsync(id, "AccusedIdentified", new { by = "s2", id = File(await house.CaseAsync(id)).Rights.OpenComplaints.Single().Id, accused = "s1" });

        (await house.RefusedAsync(id, "ComplaintClosed", new { result = "synthetic", answerRef = "doc:1", by = "s1" })).ShouldContain("S61");
    }

    private static CaseFile File(Doorstep.Workflows.Commands.CaseDetail detail) => (CaseFile)detail.Snapshot.Facts;
}
