using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Collections;

public sealed class HoldTests
{
    /// <summary>Hold, the fact that opens it, its length in days (0: none), the fact that ends it (empty: a person alone).</summary>
    public static TheoryData<Hold, string, string, int, string> Rows { get; } = new()
    {
        { Hold.Dispute, "DisputeRaised", "{}", 15, """DisputeResolved {"result":"REJECTED","answerRef":"doc:answer"}""" },
        { Hold.Dispute, "DisputeRaised", """{"creditData":true}""", 20, """DisputeResolved {"result":"CORRECTED","answerRef":"doc:answer"}""" },
        { Hold.Complaint, "ComplaintFiled", "{}", 15, "ComplaintClosed {}" },
        { Hold.Complaint, "ComplaintFiled", """{"isComplex":true}""", 30, "ComplaintClosed {}" },
        { Hold.Hardship, "HardshipDeclared", "{}", 0, """PlanAccepted {"version":1,"months":1,"instalment":1,"firstDue":"2031-04-01","total":1,"consent":"SIGNED"}""" },
        { Hold.Hardship, "ReliefRequested", """{"kind":"DEFERRAL"}""", 0, """PlanAccepted {"version":1,"months":1,"instalment":1,"firstDue":"2031-04-01","total":1,"consent":"SIGNED"}""" },
        { Hold.Vulnerable, "VulnerabilityDisclosed", "{}", 30, "" },
        { Hold.Moratorium, "MoratoriumStarted", "{}", 60, "MoratoriumEnded {}" },
        { Hold.Moratorium, "MoratoriumStarted", """{"crisis":true}""", 0, "MoratoriumEnded {}" },
        { Hold.Adviser, "RepresentativeAppointed", """{"kind":"DEBT_ADVISER"}""", 30, "RepresentativeWithdrawn {}" },
        { Hold.Represented, "RepresentativeAppointed", """{"kind":"LAWYER"}""", 0, "RepresentativeWithdrawn {}" },
        { Hold.CeaseContact, "CeaseContactRequested", "{}", 0, "ContactAllowedAgain {}" },
        { Hold.Deceased, "CustomerDeceased", """{"evidence":"REPORTED"}""", 0, "DeathReportWithdrawn {\"by\":\"r1\",\"secondBy\":\"r2\"}" },
        { Hold.Deceased, "EstateRepresentativeNamed", "{}", 0, "DeathReportWithdrawn {\"by\":\"r1\",\"secondBy\":\"r2\"}" },
        { Hold.Incapacity, "IncapacityNotified", "{}", 0, "GuardianVerified {}" },
        { Hold.Incapacity, "GuardianVerified", "{}", 0, "GuardianVerified {}" },
        { Hold.Insolvency, "InsolvencyOpened", "{}", 0, "InsolvencyClosed {}" },
        { Hold.FraudVictim, "FraudReported", "{}", 0, "FraudCleared {}" },
        { Hold.IllnessBereavementDisaster, "DistressReported", "{}", 30, "" },
        { Hold.Safety, "SafetyAlert", "{}", 0, "SafetyReviewed {}" },
        { Hold.DataIncident, "DataIncident", "{}", 0, "DataIncidentCleared {}" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_hold_is_opened_by_its_fact_lasts_its_days_and_what_ends_it_raises_a_review_and_lets_nothing_go(Hold hold, string opens, string data, int days, string ends)
    {
        var file = Told(Files.Open(), opens, data);

        var open = file.Hold.Open.ShouldHaveSingleItem();
        (open.Hold, open.Until).ShouldBe((hold, days == 0 ? null : Files.Monday.AddDays(days)));
        file.Reminders.Select(reminder => (reminder.EventType, reminder.Key, reminder.DueAt))
            .ShouldBe(days == 0 ? [] : [("HoldExpired", FactJson.Word(hold), Files.Monday.AddDays(days))]);
        if (ends.Length > 0) IsUnderReview(Told(file, ends.Split(' ')[0], ends[(ends.IndexOf(' ', StringComparison.Ordinal) + 1)..]), hold);
        if (days > 0) IsUnderReview(file.With("HoldExpired", new { key = FactJson.Word(hold) }, Files.Monday.AddDays(days)), hold);
    }

    [Theory]
    [InlineData("16", true)]
    [InlineData("0-17", true)]
    [InlineData("16-25", true)]
    [InlineData("18-29", false)]
    [InlineData("18", false)]
    [InlineData("60+", false)]
    [InlineData(null, false)]
    public void B4_a_case_of_somebody_who_may_be_a_minor_begins_under_incapacity(string? band, bool isHeld) =>
        Files.Open(customer: new { token = "c", ageBand = band }).Hold.Has(Hold.Incapacity).ShouldBe(isHeld);

    [Theory]
    [InlineData("DEMENTIA", true)]
    [InlineData("ILLNESS", true)]
    [InlineData("HEARING", false)]
    [InlineData("large_print", false)]
    public void B4_S33_a_case_of_somebody_with_a_need_that_no_profile_answers_begins_as_vulnerable(string need, bool isHeld) =>
        Files.Open(customer: new { token = "c", supportNeeds = new[] { new { code = need } } }).Hold.Has(Hold.Vulnerable).ShouldBe(isHeld);

    [Fact]
    public void All_fifteen_holds_are_in_the_rows_and_have_a_rule()
    {
        Rows.Select(row => row.Data.Item1).Distinct().Order().ShouldBe(Enum.GetValues<Hold>());
        HoldRule.All.Count.ShouldBe(15);
    }

    [Theory]
    [InlineData(Hold.Dispute, "CALL/DEMAND SMS/DEMAND LETTER/DEMAND VISIT/SERVICE LEGAL_REFERRAL/DEMAND CREDIT_REPORT/DEMAND CREDIT_REPORT/LEGAL_NOTICE", "LETTER/SERVICE LETTER/LEGAL_NOTICE CREDIT_REPORT/SERVICE")]
    [InlineData(Hold.Complaint, "VISIT/DEMAND LEGAL_REFERRAL/DEMAND", "CALL/SERVICE LETTER/DEMAND")]
    [InlineData(Hold.Hardship, "CALL/DEMAND VISIT/DEMAND LEGAL_REFERRAL/DEMAND", "CALL/SERVICE LETTER/SERVICE")]
    [InlineData(Hold.Vulnerable, "VISIT/DEMAND VISIT/SERVICE", "CALL/SERVICE")]
    [InlineData(Hold.Moratorium, "CALL/DEMAND VISIT/DEMAND LEGAL_REFERRAL/DEMAND AGENCY_ASSIGNMENT/DEMAND", "LETTER/SERVICE")]
    [InlineData(Hold.Adviser, "CALL/DEMAND LETTER/DEMAND", "LETTER/SERVICE")]
    [InlineData(Hold.Represented, "CALL/DEMAND CALL/SERVICE VISIT/SERVICE LETTER/LEGAL_NOTICE", "LEGAL_REFERRAL/DEMAND")]
    [InlineData(Hold.CeaseContact, "CALL/SERVICE SMS/DEMAND CALL/LEGAL_NOTICE VISIT/LEGAL_NOTICE APPOINTMENT_INVITATION/LEGAL_NOTICE", "LETTER/LEGAL_NOTICE SMS/LEGAL_NOTICE")]
    [InlineData(Hold.Deceased, "CALL/SERVICE LETTER/LEGAL_NOTICE VISIT/DEMAND CREDIT_REPORT/DEMAND THIRD_PARTY_ENQUIRY/LOCATE", "")]
    [InlineData(Hold.Incapacity, "CALL/SERVICE LETTER/LEGAL_NOTICE VISIT/DEMAND LEGAL_REFERRAL/DEMAND", "CREDIT_REPORT/SERVICE")]
    [InlineData(Hold.Insolvency, "CALL/DEMAND VISIT/SERVICE LEGAL_REFERRAL/DEMAND CREDIT_REPORT/DEMAND", "LETTER/LEGAL_NOTICE LETTER/SERVICE")]
    [InlineData(Hold.FraudVictim, "CALL/DEMAND LETTER/LEGAL_NOTICE VISIT/SERVICE LEGAL_REFERRAL/DEMAND CREDIT_REPORT/DEMAND", "CALL/SERVICE")]
    [InlineData(Hold.IllnessBereavementDisaster, "CALL/DEMAND VISIT/SERVICE", "CALL/SERVICE")]
    [InlineData(Hold.Safety, "VISIT/DEMAND VISIT/SERVICE", "CALL/DEMAND")]
    [InlineData(Hold.DataIncident, "AGENCY_ASSIGNMENT/DEMAND THIRD_PARTY_ENQUIRY/LOCATE CREDIT_REPORT/DEMAND LEGAL_REFERRAL/DEMAND", "CALL/DEMAND")]
    public void A_hold_blocks_its_row_and_lets_through_what_is_not_in_it(Hold hold, string blocked, string free)
    {
        foreach (var (kind, purpose) in Acts(blocked)) HoldRule.All[hold].Blocks(kind, purpose).ShouldBeTrue($"{kind} {purpose}");
        foreach (var (kind, purpose) in Acts(free)) HoldRule.All[hold].Blocks(kind, purpose).ShouldBeFalse($"{kind} {purpose}");
    }

    [Fact]
    public void T61_the_last_hold_that_is_let_go_begins_seven_quiet_days()
    {
        var file = Told(Told(Files.Open(), "DisputeRaised", "{}"), "ComplaintFiled", "{}");
        file = Told(Told(file, "DisputeResolved", """{"result":"REJECTED","answerRef":"doc:answer"}"""), "ComplaintClosed", "{}");

        file = Told(file, "HoldReleased", """{"hold":"DISPUTE","by":"sup_1"}""");
        file.Hold.CoolOffUntil.ShouldBeNull();
        file = Told(file, "HoldReleased", """{"hold":"COMPLAINT","by":"sup_1"}""");

        file.Hold.Open.ShouldBeEmpty();
        file.Hold.CoolOffUntil.ShouldBe(Files.Monday.AddDays(7));
    }

    [Fact]
    public void A_hold_whose_ground_is_not_gone_takes_two_different_persons()
    {
        var file = Told(Files.Open(), "ComplaintFiled", "{}");

        Told(file, "HoldReleased", """{"hold":"COMPLAINT","by":"sup_1"}""").Hold.Has(Hold.Complaint).ShouldBeTrue();
        Told(file, "HoldReleased", """{"hold":"COMPLAINT","by":"sup_1","secondBy":"sup_1"}""").Hold.Has(Hold.Complaint).ShouldBeTrue();
        Told(file, "HoldReleased", """{"hold":"COMPLAINT","by":"sup_1","secondBy":"sup_2"}""").Hold.Has(Hold.Complaint).ShouldBeFalse();
    }

    [Fact]
    public void Two_persons_may_let_a_hold_go_one_after_the_other_and_the_same_person_twice_is_one()
    {
        var one = Told(Told(Files.Open(), "ComplaintFiled", "{}"), "HoldReleased", """{"hold":"COMPLAINT","by":"sup_1"}""");

        Told(one, "HoldReleased", """{"hold":"COMPLAINT","by":"Sup_1 "}""").Hold.Has(Hold.Complaint).ShouldBeTrue();
        Told(one, "HoldReleased", """{"hold":"COMPLAINT","by":"sup_2"}""").Hold.Has(Hold.Complaint).ShouldBeFalse();
        Told(Told(one, "ComplaintFiled", "{}"), "HoldReleased", """{"hold":"COMPLAINT","by":"sup_2"}""").Hold.Has(Hold.Complaint).ShouldBeTrue("What is opened anew is agreed to anew.");
    }

    [Fact]
    public void A_death_is_taken_back_by_two_different_persons_and_one_alone_changes_nothing()
    {
        var dead = Told(Files.Open(), "CustomerDeceased", """{"evidence":"REPORTED"}""");
        CaseFile Withdrawn(CaseFile file, string data) => Told(file, "DeathReportWithdrawn", data);

        Withdrawn(dead, """{"by":"r1"}""").Hold.Reviews.ShouldBeEmpty();
        Withdrawn(dead, """{"by":"r1","secondBy":"R1"}""").Hold.Reviews.ShouldBeEmpty();
        Withdrawn(Withdrawn(dead, """{"by":"r1"}"""), """{"by":"r1"}""").Hold.Reviews.ShouldBeEmpty();
        Withdrawn(Withdrawn(dead, """{"by":"r1"}"""), """{"by":"r2"}""").Hold.Reviews.Count().ShouldBe(1);
        Told(Withdrawn(dead, """{"by":"r1","secondBy":"r2"}"""), "HoldReleased", """{"hold":"DECEASED","by":"sup_1"}""").Hold.Open.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("CustomerDeceased", """{"evidence":"REPORTED"}""", "DECEASED", "DeathReportWithdrawn")]
    [InlineData("IncapacityNotified", "{}", "INCAPACITY", "GuardianVerified")]
    [InlineData("InsolvencyOpened", "{}", "INSOLVENCY", "InsolvencyClosed")]
    [InlineData("CeaseContactRequested", "{}", "CEASE_CONTACT", "ContactAllowedAgain")]
    [InlineData("FraudReported", "{}", "FRAUD_VICTIM", "FraudCleared")]
    [InlineData("MoratoriumStarted", "{}", "MORATORIUM", "MoratoriumEnded")]
    [InlineData("RepresentativeAppointed", """{"kind":"LAWYER"}""", "REPRESENTED", "RepresentativeWithdrawn")]
    [InlineData("DataIncident", "{}", "DATA_INCIDENT", "DataIncidentCleared")]
    public void No_two_persons_can_let_go_of_a_hold_whose_ground_is_another_persons_word_or_wish_while_it_is_there(string opens, string data, string hold, string ends)
    {
        var file = Told(Files.Open(), opens, data);
        var both = $$"""{"hold":"{{hold}}","by":"sup_1","secondBy":"sup_2"}""";

        Told(file, "HoldReleased", both).Hold.Open.ShouldNotBeEmpty();
        Told(Told(file, ends, ends == "DeathReportWithdrawn" ? """{"by":"r1","secondBy":"r2"}""" : "{}"), "HoldReleased", both).Hold.Open.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_hold_again_takes_the_longer_length_and_begins_its_review_anew()
    {
        var file = Told(Told(Files.Open(), "ComplaintFiled", "{}"), "ComplaintClosed", "{}");

        file = file.With("ComplaintFiled", new { isComplex = true }, Files.Monday.AddDays(1));

        var open = file.Hold.Open.ShouldHaveSingleItem();
        (open.Since, open.Until, open.ReviewSince).ShouldBe((Files.Monday, Files.Monday.AddDays(31), null));
    }

    [Fact]
    public void T58_after_an_assessment_the_hold_for_hardship_lasts_fourteen_days_and_is_then_reviewed()
    {
        var file = Told(Told(Files.Open(), "HardshipDeclared", "{}"), "HardshipAssessed", """{"decision":"NO_HARDSHIP"}""");

        file.Reminders.ShouldHaveSingleItem().ShouldBe(new Reminder("HoldExpired", "HARDSHIP", Files.Monday.AddDays(14)));
        file.Hold.Has(Hold.Hardship).ShouldBeTrue();
    }

    [Fact]
    public void A_reminder_that_came_leaves_the_file_without_it()
    {
        foreach (var row in Rows.Select(row => row.Data))
        {
            var file = Told(Files.Open(), row.Item2, row.Item3);
            foreach (var reminder in file.Reminders)
                file.With(reminder.EventType, new { key = reminder.Key }, reminder.DueAt).Reminders.ShouldNotContain(reminder);
        }
    }

    [Fact]
    public void Holds_survive_the_store()
    {
        var file = Told(Told(Files.Open(), "ComplaintFiled", """{"accused":"agent_7"}"""), "DisputeRaised", "{}");

        CaseFileRoundTrip(file).Hold.Open.ShouldBe(file.Hold.Open);
        file.Holds.ShouldBe(["COMPLAINT", "DISPUTE"]);
    }

    [Theory]
    [InlineData("ComplaintFiled", "{}", """{"hold":"COMPLAINT","by":"sup_1"}""", "Hold COMPLAINT stays until somebody else than 'sup_1' agrees too")]
    [InlineData("ComplaintFiled", "{}", """{"hold":"COMPLAINT","by":"sup_1","secondBy":"sup_2"}""", null)]
    [InlineData("CustomerDeceased", """{"evidence":"REPORTED"}""", """{"hold":"DECEASED","by":"sup_1","secondBy":"sup_2"}""", "Hold DECEASED stays: its ground is not gone")]
    public void T61_A_release_that_lets_no_hold_go_says_why(string opens, string data, string release, string? said)
    {
        var reason = Files.Folder.Repeats(Told(Files.Open(), opens, data), new WorkflowEvent.Raised("e-9", "HoldReleased", Files.Monday, JsonElement.Parse(release)));

        if (said is null) reason.ShouldBeNull();
        else reason.ShouldNotBeNull().ShouldStartWith(said);
    }

    private static CaseFile CaseFileRoundTrip(CaseFile file) => (CaseFile)Files.Folder.Read(JsonElement.Parse(file.ToJson().GetRawText()));

    private static void IsUnderReview(CaseFile file, Hold hold)
    {
        var open = file.Hold.Open.ShouldHaveSingleItem();
        open.Hold.ShouldBe(hold);
        open.ReviewSince.ShouldNotBeNull();
        file.Hold.Reviews.ShouldHaveSingleItem();
        file.Reminders.ShouldBeEmpty();
    }

    private static CaseFile Told(CaseFile file, string type, string data)
    {
        FactCatalogue.Check(type, JsonElement.Parse(data)).ShouldBeEmpty();
        return file.With(type, JsonElement.Parse(data));
    }

    private static IEnumerable<(ActKind Kind, ActPurpose Purpose)> Acts(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('/'))
        .Select(pair => (Read<ActKind>(pair[0]), Read<ActPurpose>(pair[1])));

    private static T Read<T>(string word) where T : struct, Enum => Enum.GetValues<T>().Single(value => FactJson.Word(value) == word);
}
