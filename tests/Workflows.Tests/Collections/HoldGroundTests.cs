using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Collections.Clocks;

namespace Doorstep.Workflows.Tests.Collections;

/// <summary>A hold that rests on several grounds is over when the last of them is gone (b.4).</summary>
public sealed class HoldGroundTests
{
    [Theory]
    [InlineData(Hold.Represented, "RepresentativeAppointed", """{"adviser":"law_a"}""", """{"adviser":"law_b"}""", "RepresentativeWithdrawn", """{"adviser":"law_a"}""", """{"adviser":" LAW_B"}""")]
    [InlineData(Hold.Moratorium, "MoratoriumStarted", """{"number":"M1"}""", """{"number":"M2"}""", "MoratoriumEnded", """{"number":"M1"}""", """{"number":"M2"}""")]
    [InlineData(Hold.Insolvency, "InsolvencyOpened", """{"number":"I1"}""", """{"number":"I2"}""", "InsolvencyClosed", """{"number":"I2"}""", """{"number":"I1"}""")]
    [InlineData(Hold.DataIncident, "DataIncident", """{"ref":"I1"}""", """{"ref":"I2"}""", "DataIncidentCleared", """{"ref":"I1"}""", """{"ref":"I2"}""")]
    [InlineData(Hold.Dispute, "DisputeRaised", """{"ground":"AMOUNT"}""", """{"ground":"NOT_MINE"}""", "DisputeResolved", """{"result":"REJECTED","id":"e1"}""", """{"result":"REJECTED","id":"e2"}""")]
    [InlineData(Hold.Complaint, "ComplaintFiled", """{"accused":"a1"}""", """{"accused":"a2"}""", "ComplaintClosed", """{"id":"e1"}""", """{"id":"e2"}""")]
    public void G4_The_end_of_one_ground_leaves_the_other(Hold hold, string opens, string first, string second, string ends, string firstEnd, string secondEnd)
    {
        var file = Told(Told(Files.Open(), "e1", opens, first), "e2", opens, second);

        var one = Told(file, "e3", ends, firstEnd);
        IsReviewed(one, hold).ShouldBeFalse();
        IsReviewed(Told(one, "e4", ends, firstEnd), hold).ShouldBeFalse("what has ended does not end again");
        IsReviewed(Told(one, "e5", ends, secondEnd), hold).ShouldBeTrue();
    }

    [Theory]
    [InlineData(Hold.Dispute, "DisputeRaised", """{"ground":"AMOUNT"}""")]
    [InlineData(Hold.Hardship, "HardshipDeclared", "{}")]
    [InlineData(Hold.Safety, "SafetyAlert", """{"agent":"a1","kind":"VIOLENCE"}""")]
    public void T61_A_release_that_is_heard_of_late_lets_no_hold_go_that_came_after_it(Hold hold, string opens, string opening)
    {
        var file = Told(Files.Open(), "e1", opens, opening);
        WorkflowEvent.Raised Release(DateTimeOffset at) => new("e2", "HoldReleased", at, JsonElement.Parse($$"""{"hold":"{{FactJson.Word(hold)}}","by":"s1","secondBy":"s2"}"""));

        ((CaseFile)Files.Folder.Fold(file, Release(Files.Monday.AddSeconds(-1)), Files.Monday)).Hold.Has(hold).ShouldBeTrue();
        Files.Folder.Repeats(file, Release(Files.Monday.AddSeconds(-1))).ShouldNotBeNull().ShouldContain("Whoever lets it go now says so now.");
        ((CaseFile)Files.Folder.Fold(file, Release(Files.Monday), Files.Monday)).Hold.Has(hold).ShouldBeFalse();
    }

    [Theory]
    [InlineData(Hold.Represented, "RepresentativeAppointed", """{"adviser":"law_a"}""", "RepresentativeWithdrawn", """{"adviser":"law_z"}""", "'RepresentativeWithdrawn' names 'law_z', and hold REPRESENTED rests on 'law_a'")]
    [InlineData(Hold.Moratorium, "MoratoriumStarted", """{"number":"M1"}""", "MoratoriumEnded", """{"number":"M9"}""", "'MoratoriumEnded' names 'M9', and hold MORATORIUM rests on 'M1'")]
    [InlineData(Hold.DataIncident, "DataIncident", """{"ref":"I1"}""", "DataIncidentCleared", """{"ref":"I9"}""", "'DataIncidentCleared' names 'I9', and hold DATA_INCIDENT rests on 'I1'")]
    public void G4_An_end_of_something_else_is_kept_ends_nothing_and_says_so(Hold hold, string opens, string opening, string ends, string ending, string said)
    {
        var file = Told(Files.Open(), "e1", opens, opening);

        IsReviewed(Told(file, "e2", ends, ending), hold).ShouldBeFalse();
        Files.Folder.Repeats(file, new WorkflowEvent.Raised("e2", ends, Files.Monday, JsonElement.Parse(ending))).ShouldNotBeNull().ShouldStartWith(said);
        IsReviewed(Told(file, "e3", ends, "{}"), hold).ShouldBeTrue("there is only one that it can mean");
    }

    [Fact]
    public void G4_An_end_that_names_none_of_several_ends_none_of_them()
    {
        var file = Told(Told(Files.Open(), "e1", "MoratoriumStarted", """{"number":"M1"}"""), "e2", "MoratoriumStarted", """{"number":"M2"}""");

        IsReviewed(Told(file, "e3", "MoratoriumEnded", "{}"), Hold.Moratorium).ShouldBeFalse();
        Files.Folder.Repeats(file, new WorkflowEvent.Raised("e3", "MoratoriumEnded", Files.Monday, JsonElement.Parse("{}"))).ShouldNotBeNull().ShouldContain("rests on 'M1', 'M2'");
    }

    [Fact]
    public void G4_A_moratorium_for_which_the_pack_knows_no_days_stands_until_it_is_said_to_end()
    {
        var file = (CaseFile)Files.Folder.Fold(Files.Open().WithClocks(Rules.Clocks(at: "2026-11-02T09:00:00+08:00")), new WorkflowEvent.Raised("e1", "MoratoriumStarted", Files.Monday, JsonElement.Parse("""{"number":"M1"}""")), Files.Monday);

        file.Hold.Open.ShouldHaveSingleItem().Until.ShouldBeNull();
        Told(file, "e2", "HoldReleased", """{"hold":"MORATORIUM","by":"s1","secondBy":"s2"}""").Hold.Has(Hold.Moratorium).ShouldBeTrue();
        IsReviewed(Told(file, "e3", "MoratoriumEnded", "{}"), Hold.Moratorium).ShouldBeTrue();
    }

    [Fact]
    public void S23_An_objection_that_was_not_answered_in_its_time_still_waits_when_another_one_comes()
    {
        var file = Told(Files.Open(), "e1", "DisputeRaised", "{}");
        var due = file.Hold.Open.Single().Until!.Value;
        file = (CaseFile)Files.Folder.Fold(file, new WorkflowEvent.Raised("x", "HoldExpired", due, JsonElement.Parse("""{"key":"DISPUTE"}""")), due);
        file = (CaseFile)Files.Folder.Fold(file, new WorkflowEvent.Raised("e2", "DisputeRaised", due, JsonElement.Parse("{}")), due);

        IsReviewed((CaseFile)Files.Folder.Fold(file, new WorkflowEvent.Raised("e3", "DisputeResolved", due, JsonElement.Parse("""{"result":"REJECTED","id":"e2"}""")), due), Hold.Dispute).ShouldBeFalse();
    }

    [Fact]
    public void G15_Whose_second_lawyer_goes_on_is_still_represented_and_nothing_goes_to_the_first()
    {
        var file = Told(Told(Files.Open(), "e1", "RepresentativeAppointed", """{"adviser":"law_a","contact":"+00-0000-000-700"}"""), "e2", "RepresentativeAppointed", """{"adviser":"law_b","contact":"+00-0000-000-701"}""");

        var one = Told(file, "e3", "RepresentativeWithdrawn", """{"adviser":"law_b"}""");

        (one.Customer.Represented, one.Hold.Speaks("law_a"), one.Hold.Speaks("law_b")).ShouldBe((true, true, false));
        Told(one, "e4", "RepresentativeWithdrawn", """{"adviser":"law_a"}""").Customer.Represented.ShouldBe(false);
        Told(file, "e5", "RepresentativeWithdrawn", "{}").Customer.Represented.ShouldBe(false, "nobody speaks for the customer any more");
    }

    [Fact]
    public void A_hold_that_was_placed_by_a_slip_and_rests_on_something_by_now_is_not_taken_back()
    {
        var file = Told(Told(Files.Open(), "e1", "HoldPlaced", """{"hold":"DISPUTE","by":"s1"}"""), "e2", "DisputeRaised", "{}");

        Told(file, "e3", "HoldTakenBack", """{"hold":"DISPUTE","by":"s1"}""").Hold.Has(Hold.Dispute).ShouldBeTrue();
    }

    private static CaseFile Told(CaseFile file, string id, string type, string data) => (CaseFile)Files.Folder.Fold(file, new WorkflowEvent.Raised(id, type, Files.Monday, JsonElement.Parse(data)), Files.Monday);

    private static bool IsReviewed(CaseFile file, Hold hold) => file.Hold.Open.Single(open => open.Hold == hold).ReviewSince is not null;
}
