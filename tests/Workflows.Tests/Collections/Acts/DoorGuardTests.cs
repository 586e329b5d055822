using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Evidence;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Inbox;
using static Doorstep.Workflows.Tests.Collections.Acts.ActWorld;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>The guards before a door and before a court, each on its allowed edge and on its refused edge.</summary>
public sealed class DoorGuardTests
{
    private static readonly ActWorld World = new();

    [Fact]
    public void G7_S1_a_visit_comes_last_and_is_approved_by_somebody_who_did_not_ask_for_it()
    {
        VisitDay.Allows(Visit);
        var early = VisitDay with { File = Open() };
        early = early.Told("EscalationReviewed", """{"decision":"VISIT","purpose":"talk","by":"sup_1"}""", -9).Told("VisitReviewed", """{"decision":"APPROVED","by":"sup_2"}""", -9)
            .Told("ActDecided", """{"actId":"a-1","kind":"APPOINTMENT_INVITATION","purpose":"DEMAND","allowed":true}""", -8).Told("AppointmentConfirmed", days: -3);
        early.Refuses(Visit, "G7", "Remote contact is not exhausted: 0 of 3 attempts");
        early.Tried(2).Refuses(Visit, "G7", "2 of 3 attempts");
        early.Tried(3).Allows(Visit);

        SelfApprovedVisitDay.Refuses(Visit, "G7", "has asked for it and approved it");
    }

    [Fact]
    public void G7_what_was_tried_before_the_case_began_exhausts_nothing()
    {
        EarlyVisitDay.Refuses(Visit, "G7", "Remote contact is not exhausted: 0 of 3 attempts");
        EarlyVisitDay.Tried(2).Refuses(Visit, "G7", "2 of 3 attempts");
        EarlyVisitDay.Tried(3).Allows(Visit);
        new ActWorld().Tried(1, fromDay: -60).File.Contact.Attempts.ShouldBe(1, "the moment at which the case began belongs to it");
    }

    [Fact]
    public void G7_S22_a_visit_that_was_refused_closes_the_way_to_another()
    {
        VisitDay.Told("VisitCheckedIn").Told("VisitRefused").Told("VisitReviewed", """{"decision":"APPROVED","by":"sup_2","requestedBy":"sup_1","authorisationId":"AUTH-1"}""").Told("AppointmentConfirmed")
            .Refuses(Visit, "G7", "has declined").NextTryAt.ShouldBe(Ten.AddDays(30));
    }

    [Fact]
    public void G8_S4_whoever_comes_was_approved_and_the_customer_was_told_of_nobody_else() =>
        (VisitDay with { Registers = VisitDay.Registers with { Authorisations = [new Authorisation("AUTH-1", CaseId, ["agent_1", "agent_2", "agent_3"], new DateOnly(2026, 2, 1), new DateOnly(2026, 12, 31))] } })
            .Refuses(Visit with { Team = ["agent_1", "agent_3"] }, "G8", "'agent_3' was not approved for this visit");

    [Theory]
    [InlineData("VULNERABLE")]
    [InlineData("SAFETY")]
    public void G4_whoever_is_vulnerable_or_dangerous_to_visit_in_one_case_is_so_in_every_case(string hold)
    {
        VisitDay.Allows(Visit);
        (VisitDay with { Budget = ContactBudget.Untouched.Told("case-2", World.Told("HoldPlaced", $$"""{"hold":"{{hold}}","by":"s1"}""").File.Hold) }).Refuses(Visit, "G4", "of another case of the same person stands in the way");
    }

    [Fact]
    public void G8_two_different_agents_at_least()
    {
        VisitDay.Refuses(Visit with { Team = ["agent_1"] }, "G8", "1 agents; 2 different ones are needed");
        VisitDay.Refuses(Visit with { Team = ["agent_1", "agent_1"] }, "G8");
    }

    [Fact]
    public void G8_S37_an_agent_whose_training_runs_out_today_does_not_go()
    {
        Agents(agent => agent with { TrainedUntil = new DateOnly(2026, 3, 3) }).Allows(Visit);
        Agents(agent => agent with { TrainedUntil = new DateOnly(2026, 3, 2) }).Refuses(Visit, "G8", "has run out");
    }

    [Fact]
    public void G8_S49_an_agent_rests_after_an_incident()
    {
        Agents(agent => agent with { RestUntil = Ten }).Allows(Visit);
        Agents(agent => agent with { RestUntil = Ten.AddSeconds(1) }).Refuses(Visit, "G8", "rests");
    }

    [Fact]
    public void G8_suspended_unknown_cardless_and_partial_agents_do_not_go()
    {
        Agents(agent => agent with { IsSuspended = true }).Refuses(Visit, "G8", "suspended");
        Agents(agent => agent with { HasIdCard = false }).Refuses(Visit, "G8", "identity card");
        Agents(agent => agent with { Conflicts = ["cust_syn_1"] }).Refuses(Visit, "G8", "in private");
        VisitDay.Refuses(Visit with { Team = ["agent_1", "agent_9"] }, "G8", "not in the register");
    }

    [Fact]
    public void G8_S61_an_agent_somebody_complained_about_is_off_the_case() =>
        VisitDay.Told("ComplaintFiled", """{"accused":"agent_1"}""", -2).Decide(Visit).Reason.ShouldNotBeNull().ShouldContain("'agent_1' is off this case");

    [Fact]
    public void G8_S17_no_visit_without_an_authorisation_that_counts()
    {
        Papers(paper => paper with { Until = new DateOnly(2026, 3, 2) }).Allows(Visit);
        Papers(paper => paper with { Until = new DateOnly(2026, 3, 1) }).Refuses(Visit, "G8", "counts from");
        Papers(paper => paper with { IsRevoked = true }).Refuses(Visit, "G8", "revoked");
        Papers(paper => paper with { CaseId = "case-2" }).Refuses(Visit, "G8", "another case");
        VisitDay.Refuses(Visit with { AuthorisationId = "AUTH-9" }, "G8", "no authorisation");
        VisitDay.Refuses(Visit with { Team = ["agent_1", "agent_3"] }, "G8", "does not name 'agent_3'");
    }

    [Fact]
    public void G9_S6_a_visit_at_work_needs_express_consent()
    {
        var work = VisitDay.Told("AppointmentRescheduled", days: -2.5).Told("AppointmentConfirmed", """{"place":"WORKPLACE"}""", -2);
        work.Refuses(Visit with { Place = VisitPlace.Workplace }, "G9", "not consented to a visit at work");
        work.Told("ConsentGiven", """{"id":"c-1","scope":"VISIT_WORKPLACE"}""").Allows(Visit with { Place = VisitPlace.Workplace });
        work.Told("ConsentGiven", """{"id":"c-1","scope":"VISIT_WORKPLACE"}""").Told("ConsentWithdrawn", """{"scope":"VISIT_WORKPLACE"}""").Refuses(Visit with { Place = VisitPlace.Workplace }, "G9");
    }

    [Fact]
    public void G9_S20_nobody_goes_in_without_consent()
    {
        VisitDay.Refuses(Visit with { EntersDwelling = true }, "G9", "coming in");
        VisitDay.Told("ConsentGiven", """{"id":"c-1","scope":"DWELLING_ENTRY"}""").Allows(Visit with { EntersDwelling = true });
    }

    [Fact]
    public void G9_a_visit_is_where_and_when_the_customer_has_agreed_to_and_with_notice()
    {
        VisitDay.Refuses(Visit with { Place = VisitPlace.Branch }, "G9", "agreed to HOME");
        VisitDay.Refuses(Visit with { Place = null }, "G9");
        VisitDay.Told("AppointmentRescheduled").Refuses(Visit, "G9", "not confirmed");
        VisitDay.Told("AppointmentConfirmed", """{"place":"BRANCH"}""").Allows(Visit);
        VisitDay.Told("AppointmentRescheduled", days: -1).Told("AppointmentConfirmed", """{"place":"HOME","slot":"2026-03-04T10:00:00+08:00"}""").Refuses(Visit, "G9", "on 2026-03-04").NextTryAt.ShouldBe(World.At("2026-03-04T09:30:00").Now);
        VisitDay.Told("ActDecided", """{"actId":"a-5","kind":"APPOINTMENT_INVITATION","purpose":"DEMAND","allowed":true}""", -5).Allows(Visit);
        VisitDay.Told("ActDecided", """{"actId":"a-5","kind":"APPOINTMENT_INVITATION","purpose":"DEMAND","allowed":true}""", -4).Refuses(Visit, "G9", "notice of 5 days");
    }

    [Fact]
    public void G4_B1_rule_5_a_promise_keeps_a_case_out_of_court_until_its_grace_is_over() =>
        LegalDay.Told("PromiseMade", """{"amount":50000,"date":"2026-03-05"}""").Refuses(Referral, "G4", "A promise is open").NextTryAt.ShouldNotBeNull();

    [Theory]
    [InlineData("SUP_1")]
    [InlineData("sup_2")]
    public void S61_G12_an_approver_who_is_complained_about_has_approved_nothing(string accused) =>
        LegalDay.Told("ComplaintFiled", $$"""{"accused":"{{accused}}"}""").Decide(Referral).Reason.ShouldNotBeNull().ShouldContain("Two different persons have to approve it.");

    [Fact]
    public void G4_S23_a_message_that_nobody_has_read_takes_nobody_to_court() =>
        (LegalDay with { File = LegalDay.File with { Inbox = new InboxFile([new CustomerMessage("m-1", Ten, "TALK", "DESK", 60, 2)]) } }).Refuses(Referral, "G4", "The customer's message 'm-1' waits for somebody who reads it");

    [Fact]
    public void G13_what_goes_to_court_rests_on_a_hashed_document_and_shows_no_dwelling_without_consent()
    {
        string Photo(string consent) => $$"""{"kind":"PHOTO","hash":"{{EvidenceItem.HashExample}}","by":"a1","source":"MOBILE","tags":["INSIDE_DWELLING"]{{consent}}}""";
        LegalDay.Told("EvidenceUploaded", Photo("")).Refuses(Referral, "G13", "inside a home");
        LegalDay.Told("EvidenceUploaded", Photo(",\"consentId\":\"c-1\"")).Allows(Referral);
        var bare = LegalDay with { File = Open(body => body.Remove("documents")) };
        bare.Tried(6).Told("ActDecided", """{"actId":"a-2","kind":"LETTER","purpose":"SERVICE","template":"HARDSHIP_INVITATION","allowed":true}""")
            .Told("LegalReviewed", """{"decision":"REFER","by":"sup_1","secondBy":"sup_2"}""", -12)
            .Told("ActDecided", """{"actId":"a-3","kind":"LETTER","purpose":"LEGAL_NOTICE","template":"PRE_ACTION","allowed":true}""", -11).Told("ContactAttempted", PreActionArrived, -10).Refuses(Referral, "G13", "no hashed document");
    }

    [Fact]
    public void G13_S10_no_visit_without_a_pack_or_with_one_that_is_older_than_a_day_or_has_another_total_than_the_ledger()
    {
        (VisitDay with { PackAge = null }).Refuses(Visit, "G13", "There is no visit pack. Make one first.");
        (VisitDay with { PackAge = TimeSpan.FromHours(24) }).Allows(Visit);
        (VisitDay with { PackAge = TimeSpan.FromHours(24) + TimeSpan.FromMilliseconds(1) }).Refuses(Visit, "G13", "is older than 24 hours");
        var packed = VisitDay with { File = VisitDay.Seen, PackAge = null };
        packed.Allows(Visit);
        packed.Told("PaymentReceived", """{"amount":1}""").Refuses(Visit, "G13", "The pack's total is 1000.00, and the ledger's is 999.99. Prepare a new pack.");
    }

    [Fact]
    public void G13_S11_in_hardship_only_a_pack_that_listens_is_taken_along()
    {
        var packed = VisitDay with { File = VisitDay.Seen, PackAge = null };
        var hardship = packed.Told("HardshipDeclared");

        hardship.Decide(Visit).Reason.ShouldNotBeNull().ShouldContain("The pack is not one that listens, and hardship is open.");
        var listening = VisitPacks.Of(hardship.File, Ten);
        (listening.RendersDemand, listening.Content.GetProperty("options").GetArrayLength()).ShouldBe((false, 3));
        (hardship with { PackAge = TimeSpan.Zero }).Decide(Visit).Guards.Single(said => said.Guard.StartsWith("G13", StringComparison.Ordinal)).Passed.ShouldBeTrue();
    }

    [Fact]
    public void G17_no_visit_on_a_public_holiday_or_on_a_day_that_the_calendar_does_not_know()
    {
        VisitOn("2026-05-01T10:00:00").Refuses(Visit, "G17", "public holiday").NextTryAt.ShouldBe(World.At("2026-05-06T09:00:00").Now);
        VisitOn("2026-05-06T10:00:00").Allows(Visit);
        (VisitDay with { Days = null }).Refuses(Visit, "G17");
        VisitOn("2035-05-02T10:00:00").Decide(Visit).Reason.ShouldNotBeNull().ShouldContain("G17");
    }

    private static ActWorld VisitOn(string local) => (VisitDay with { File = VisitDay.File.With("AppointmentRescheduled", new { }, Ten).With("AppointmentConfirmed", new { place = "HOME" }, Ten) }).At(local);

    private static ActWorld Agents(Func<Agent, Agent> change) => VisitDay with { Registers = VisitDay.Registers with { Agents = [.. VisitDay.Registers.Agents.Select(change)] } };

    private static ActWorld Papers(Func<Authorisation, Authorisation> change) => VisitDay with { Registers = VisitDay.Registers with { Authorisations = [.. VisitDay.Registers.Authorisations.Select(change)] } };
}
