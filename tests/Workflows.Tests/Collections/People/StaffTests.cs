using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Plans;
using Doorstep.Workflows.Collections.Relief;

namespace Doorstep.Workflows.Tests.Collections.People;

/// <summary>Whom the house believes to have decided or granted something (G11, S18).</summary>
public sealed class StaffTests
{
    private static readonly FactMoment Now = new("e-1", Files.Monday, TimeZoneInfo.Utc);

    [Theory]
    [InlineData("h1", "SUPERVISOR", null)]
    [InlineData("agent_9", "SUPERVISOR", "role 'SUPERVISOR' is not a role of 'agent_9' in the register of staff, where the roles are AGENT.")]
    [InlineData("nobody", "AGENT", "by 'nobody' is not in the register of staff, so nobody knows what that person may do. Compliance enters people there: PUT /api/v1/staff/nobody.")]
    [InlineData("H1", "SUPERVISOR", "by 'H1' is not in the register of staff, so nobody knows what that person may do. Compliance enters people there: PUT /api/v1/staff/H1.")]
    public void G11_A_role_that_a_service_says_counts_only_as_far_as_the_register_says_the_same(string by, string role, string? wrong) =>
        Says("WriteOffProposed", new { by, role, reason = "synthetic" }).ShouldBe(wrong);

    [Theory]
    [InlineData(true, null, "by 'h7' may not decide on 2031-03-03: suspended.")]
    [InlineData(false, "2031-03-02", "by 'h7' may not decide on 2031-03-03: the last day was 2031-03-02.")]
    [InlineData(false, "2031-03-03", null)]
    public void G11_Who_is_suspended_or_has_left_grants_nothing(bool isSuspended, string? until, string? wrong)
    {
        var member = new StaffMember("h7", ["SUPERVISOR"], until is null ? null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture), isSuspended);

        Says("WriteOffProposed", new { by = "h7", role = "SUPERVISOR", reason = "synthetic" }, Files.Rules with { Staff = [member] }).ShouldBe(wrong);
    }

    [Theory]
    [InlineData("HoldReleased", """{"hold":"COMPLAINT","by":"c1","secondBy":"nobody"}""", "secondBy 'nobody' is not in the register")]
    [InlineData("HoldReleased", """{"hold":"COMPLAINT","by":"agent_9"}""", "by 'agent_9' is an agent, and an agent decides on nothing")]
    [InlineData("LegalReviewed", """{"decision":"REFER","by":"l1","secondBy":"l1"}""", "secondBy 'l1' and 'l1' are one person")]
    [InlineData("DeathReportWithdrawn", """{"by":"nobody","secondBy":"c2"}""", "by 'nobody' is not in the register")]
    [InlineData("EvasionReviewed", """{"decision":"CLEARED","by":"c1","secondBy":"c2"}""", null)]
    [InlineData("EvasionSuspected", """{"kinds":["ABLE_TO_PAY"],"by":"agent_9"}""", null)]
    [InlineData("InterventionResolved", """{"target":"CONTACT","by":"m1"}""", "reason is missing: T56")]
    [InlineData("LegalReviewed", """{"decision":"RETURN","by":"l1"}""", "gaps is missing: T52")]
    [InlineData("VisitReviewed", """{"decision":"REFUSED","by":"s1"}""", "reason is missing: T18")]
    public void G11_Whoever_decides_is_known_and_says_what_the_decision_needs(string type, string data, string? wrong)
    {
        var said = Says(type, JsonElement.Parse(data));

        if (wrong is null) said.ShouldBeNull();
        else said.ShouldNotBeNull().ShouldStartWith(wrong);
    }

    [Theory]
    [InlineData("key:li", "SUPERVISOR", null, null)]
    [InlineData("key:li", "SUPERVISOR", "key:wang", "secondBy 'key:wang' is not who reports this. You are 'key:li', and speak in your own name only.")]
    [InlineData("key:wang", "SUPERVISOR", null, "by 'key:wang' is not who reports this. You are 'key:li', and speak in your own name only.")]
    [InlineData("key:li", "AGENT", null, "by An agent decides on nothing that others have asked for; a supervisor does.")]
    public void G11_A_person_decides_in_the_own_name_only(string by, string role, string? second, string? wrong) =>
        Says("HoldReleased", new { hold = "COMPLAINT", by, secondBy = second }, Files.Rules with { Person = new Approver("key:li", role) }).ShouldBe(wrong);

    [Theory]
    [InlineData("EmergencyAcknowledged", """{"id":"e","by":"key:wang"}""")]
    [InlineData("MessageAnswered", """{"by":"key:wang","id":"m-1","meant":["NONE_OF_THESE"]}""")]
    [InlineData("RiskAlertAcknowledged", """{"id":"e","by":"key:wang"}""")]
    [InlineData("InterventionAcknowledged", """{"by":"key:wang"}""")]
    [InlineData("SafetyReviewed", """{"by":"key:wang","findings":"synthetic"}""")]
    [InlineData("DisputeResolved", """{"result":"REJECTED","answerRef":"a-1","by":"key:wang"}""")]
    public void G11_A_person_reports_what_that_person_did_and_no_colleague(string type, string data)
    {
        Says(type, JsonElement.Parse(data), Files.Rules with { Person = new Approver("key:li", "SUPERVISOR") }).ShouldNotBeNull().ShouldContain("by 'key:wang' is not who reports this. You are 'key:li', and speak in your own name only.");
        (Says(type, JsonElement.Parse(data.Replace("key:wang", "key:li", StringComparison.Ordinal)), Files.Rules with { Person = new Approver("key:li", "SUPERVISOR") }) ?? "").ShouldNotContain("is not who reports this");
    }

    [Theory]
    [InlineData("SafetyReviewed", """{"by":"c1"}""")]
    [InlineData("EmergencyClosed", """{"id":"e","by":"c1"}""")]
    public void S39_Whoever_ends_a_danger_says_what_was_found(string type, string data) => Says(type, JsonElement.Parse(data)).ShouldNotBeNull().ShouldStartWith("findings is missing");

    [Fact]
    public void S61_A_complaint_is_not_answered_by_whom_it_is_about()
    {
        var filed = Files.Open().With("ComplaintFiled", new { accused = "agent_9" });

        Says("ComplaintClosed", new { by = "agent_9", answerRef = "a-1" }, file: filed).ShouldBe("S61: a complaint that is open is about 'agent_9'; somebody else answers it.");
        Says("ComplaintClosed", new { by = "c1", answerRef = "a-1" }, file: filed).ShouldBeNull();
    }

    [Fact]
    public void T58_Who_found_no_hardship_does_not_decide_on_the_appeal()
    {
        var refused = Files.Open().With("HardshipDeclared", new { }).With("HardshipAssessed", new { decision = "NO_HARDSHIP", by = "h1", reason = "synthetic" }).With("HardshipDeclared", new { });

        Says("HardshipAssessed", new { decision = "RELIEF", by = "h1" }, file: refused).ShouldNotBeNull().ShouldStartWith("T58: 'h1' found no hardship before");
        Says("HardshipAssessed", new { decision = "RELIEF" }, file: refused).ShouldNotBeNull().ShouldStartWith("T58");
        Says("HardshipAssessed", new { decision = "RELIEF", by = "h2" }, file: refused).ShouldBeNull();
    }

    [Fact]
    public void T58_S54_Nobody_finds_that_there_is_no_hardship_before_anything_was_stated()
    {
        var declared = Files.Open().With("HardshipDeclared", new { });

        Says("HardshipAssessed", new { decision = "NO_HARDSHIP", by = "h1", reason = "synthetic" }, file: declared).ShouldNotBeNull().ShouldStartWith("T58, S54: nothing was stated");
        Says("HardshipAssessed", new { decision = "RELIEF", by = "h1" }, file: declared).ShouldBeNull();
    }

    [Theory]
    [InlineData("agent_9", null, false)] // an agent may grant twelve months, and the plan has twenty-four
    [InlineData("agent_9", "h1", false)] // an agent decides on nothing
    [InlineData("r9", null, false)] // a reviewer of twelve months only by the matrix below
    [InlineData("r9", "h1", true)]
    [InlineData("h1", null, true)]
    public void T40_G11_A_plan_is_ended_by_somebody_who_could_have_granted_it_or_with_such_a_persons_agreement(string by, string? second, bool isTaken)
    {
        var planned = Files.Open().Agreed(new(24, 4_167, new DateOnly(2031, 3, 23), 100_000));
        var matrix = Files.Rules.Registers.Matrix! with { Authorities = [.. Files.Rules.Registers.Matrix.Authorities, new Authority("CLERK", 0, 0, 12, 0)] };
        var rules = Files.Rules with { Registers = Files.Rules.Registers with { Matrix = matrix }, Staff = [.. Files.Rules.Staff, new StaffMember("r9", ["CLERK"])] };

        (Says("PlanReviewed", new { decision = "ENDED", by, secondBy = second, reason = "synthetic" }, rules, planned) is null).ShouldBe(isTaken);
    }

    /// <summary>The first thing that is wrong; null where the fact is taken.</summary>
    [Fact]
    public void S23_S61_What_is_objected_to_or_complained_about_is_answered_in_writing_and_by_somebody_with_a_name()
    {
        var filed = Files.Open().With("ComplaintFiled", new { accused = "agent_9" });

        Says("DisputeResolved", new { result = "REJECTED" }).ShouldNotBeNull().ShouldStartWith("answerRef is missing: b.4 DISPUTE");
        Says("ComplaintClosed", new { by = "c1" }, file: filed).ShouldNotBeNull().ShouldStartWith("answerRef is missing: b.4 COMPLAINT");
        Says("ComplaintClosed", new { answerRef = "a-1" }, file: filed).ShouldBe("S61: a complaint about somebody is open. Say in 'by' who answers it; it is somebody else.");
    }

    [Fact]
    public void T56_A_stuck_case_goes_to_legal_review_by_two_persons_and_only_after_help_was_offered()
    {
        Says("InterventionResolved", new { target = "LEGAL", by = "m1", reason = "synthetic" }).ShouldNotBeNull().ShouldStartWith("secondBy is missing");
        Says("InterventionResolved", new { target = "LEGAL", by = "m1", secondBy = "m1", reason = "synthetic" }).ShouldNotBeNull().ShouldContain("are one person");
        Says("InterventionResolved", new { target = "LEGAL", by = "m1", secondBy = "c1", reason = "synthetic" }).ShouldBe("G12: No help in hardship was offered.");
        Says("InterventionResolved", new { target = "CONTACT", by = "m1", reason = "synthetic" }).ShouldBeNull();
    }

    [Fact]
    public void T51_Nobody_approves_a_referral_without_a_known_period_and_a_proof()
    {
        var approval = Fact.Read("LegalReviewed", JsonElement.Parse("""{"decision":"REFER","by":"l1","secondBy":"l2"}"""))!;

        CaseFactDoor.Refusal(Files.Open(), approval, Now, Files.Rules).ShouldNotBeNull().Faults.Select(fault => fault.Message).ShouldBe(
        [
            "G12: No help in hardship was offered.", "G12: The limitation period is not known. LimitationRestarted tells it.",
            "G13: There is no hashed document that proves the debt. EvidenceUploaded puts one on file.",
        ]);
    }

    [Fact]
    public void S32_Hours_that_leave_none_and_forms_that_nobody_has_are_refused_with_what_there_is()
    {
        Says("PreferenceChanged", new { notBefore = "18:00", notAfter = "09:00" }).ShouldNotBeNull().ShouldStartWith("notAfter '09:00' is not after notBefore '18:00'");
        Says("PreferenceChanged", new { notBefore = "09:00", notAfter = "18:00" }).ShouldBeNull();
        Says("PreferenceChanged", new { notAfter = "10:00" }, file: Files.Open().With("PreferenceChanged", new { notBefore = "10:00" })).ShouldNotBeNull();
        FactCatalogue.Check("PreferenceChanged", JsonElement.Parse("""{"commsProfile":"EASYREAD","language":"fr"}""")).Select(fault => fault.Message).ShouldBe(
            ["\"EASYREAD\" is not one of STANDARD, EASY_READ, DIGITAL; did you mean 'EASY_READ'?", "\"fr\" is not one of zh-CN, en."]);
    }

    private static string? Says(string type, object data, DoorRules? rules = null, Doorstep.Workflows.Collections.CaseFile? file = null)
    {
        var json = JsonSerializer.SerializeToElement(data);
        FactCatalogue.Check(type, json).ShouldBeEmpty();
        return CaseFactDoor.Refusal(file ?? Files.Open(), Fact.Read(type, json)!, Now, rules ?? Files.Rules) is { } refusal ? $"{refusal.Faults[0].Path} {refusal.Faults[0].Message}".Trim() : null;
    }
}
