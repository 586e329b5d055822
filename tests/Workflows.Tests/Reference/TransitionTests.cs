using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Reference;

/// <summary>T1–T62 of domain.md b.5, each at least once.</summary>
public sealed partial class TransitionTests
{
    private const int Last = 62;

    public static TheoryData<string> Names => [.. Transitions.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_transition_of_the_field_is_taken(string name)
    {
        var row = Transitions.All.Single(row => row.Name == name);

        var stops = new Scenario(row.Name, row.Rows).Play(row.Rows.Length == 0 ? Walk.Unborn() : Walk.Begin());

        var before = row.Rows.Length == 0 ? [] : stops[^2].Taken;
        var after = row.Rows.Length == 0 ? stops[^1].Raise("IntakeChecked").Taken : stops[^1].Taken;
        after.Skip(before.Count).ShouldContain(text => text.Contains($"by '{row.Takes}' ", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_number_has_a_test()
    {
        var facts = typeof(TransitionTests).GetMethods(BindingFlags.Public | BindingFlags.Instance).Select(method => method.Name);
        var numbers = facts.Concat(Transitions.All.Select(row => row.Name)).Select(name => Number().Match(name)).Where(match => match.Success)
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

        numbers.Distinct().Order().ShouldBe(Enumerable.Range(1, Last));
    }

    [Fact]
    public void T1_A_case_starts_in_intake_with_its_versions_pinned()
    {
        var started = Walk.Unborn();

        started.State.ShouldBe("Intake");
        started.Snapshot.Pins.Keys.ShouldBe(ReferenceMachines.Inner.Append("overdue-visit"), ignoreOrder: true);
        started.File.PolicyPack.ShouldBe("CN-2026.1");
    }

    [Fact]
    public void T3_Nothing_owed_and_less_than_the_floor_are_recalled()
    {
        Walk.Begin(owed: 0).State.ShouldBe("ClosedRecalled");
        Walk.Begin(owed: 999).State.ShouldBe("ClosedRecalled");
        Walk.Begin(owed: 1000).State.ShouldBe("Contact/RemoteContact");
    }

    [Fact]
    public void T4_Attempts_are_planned_on_the_clock_of_contact_and_counted_where_the_case_stands()
    {
        var begun = Walk.Begin();

        var tried = begun.Raise("ContactAttempted", new { channel = "CALL", result = "NO_ANSWER" });

        begun.Planned.ShouldBe(
        [
            "MESSAGE demand", "MESSAGE reminder +P3D", "CALL callOpening +P2D", "CALL callOpening +P5D", "MESSAGE reminder +P9D", "CALL callOpening +P14D", "CALL callOpening +P21D",
        ]);
        (tried.State, tried.File.Contact.Attempts, tried.Planned.Count).ShouldBe(("Contact/RemoteContact", 1, begun.Planned.Count));
        tried.Snapshot.Deadlines.ShouldBe(begun.Snapshot.Deadlines);
    }

    [Fact]
    public void T9_Tracing_ends_before_its_thirty_days_only_once_every_lawful_means_is_on_file_and_begins_anew_when_the_customer_was_reached()
    {
        var traced = new Scenario("T9", Scenarios.ToTraced).Play(Walk.Begin())[^1];

        var early = new Scenario("T9", Scenarios.ToTracing).Play(Walk.Begin())[^1].Raise("TracingStepTaken", new { means = "THIRD_PARTY", by = "a1" }).Raise("TracingExhausted");
        (early.State, early.Refused).ShouldBe(("Contact/Unreachable",
            "T9: tracing is not exhausted before OWN_CONTACTS, LAWFUL_SOURCE, LAST_ADDRESS are on file. Report each with TracingStepTaken; or wait, for it ends by itself when the days of the pack are over."));
        traced.Raise("TracingExhausted").State.ShouldBe("Escalated");
        traced.Raise("ContactRestored").Raise("ContactAttempted", new { channel = "CALL", result = "INVALID_NUMBER" }).Raise("TracingExhausted").State.ShouldBe("Contact/Unreachable");
    }

    [Fact]
    public void T41_T47_The_bureau_is_told_of_a_plan_that_is_completed_and_of_a_balance_that_is_corrected_in_every_state()
    {
        int Updates(Walk walk) => walk.Planned.Count(act => act == "CREDIT_REPORT");
        Walk Last(string rows) => new Scenario("T47", rows).Play(Walk.Begin())[^1];

        var completed = Last(Scenarios.ToPlan + "PaymentReceived amount=100000 → ClosedPlanCompleted");
        completed.Planned.TakeLast(2).ShouldBe(["MESSAGE settlementLetter", "CREDIT_REPORT"]);
        Updates(Last("DisputeRaised ground=AMOUNT → Contact/RemoteContact\nDisputeResolved result=UPHELD answerRef=a1 → ClosedNotOwed")).ShouldBe(1);
        Updates(Last("DisputeRaised ground=AMOUNT → Contact/RemoteContact\nDisputeResolved result=REJECTED answerRef=a1 → Contact/RemoteContact")).ShouldBe(0);
        (string Before, string Meanwhile, string After)[] states =
        [
            ("", "Contact/RemoteContact", "Contact/RemoteContact"), (Scenarios.ToTracing, "Contact/Unreachable", "Contact/Unreachable"), (Scenarios.ToEscalated, "Escalated", "Contact/RemoteContact"),
            (Scenarios.ToVisit, "Visit/VisitReview", "Contact/RemoteContact"),
            (Scenarios.ToDoor, "Visit/VisitInProgress", "Visit/VisitInProgress"), (Scenarios.ToOffer, "Hardship/PlanOffered", "Hardship/PlanOffered"),
            (Scenarios.ToLegal, "Legal/LegalReview", "Contact/RemoteContact"), (Scenarios.ToEvasion, "EvasionReview", "Contact/RemoteContact"),
            (Scenarios.ToIntervention, "ManualIntervention", "ManualIntervention"),
        ];
        foreach (var (before, meanwhile, after) in states) Updates(Last($"{before}DisputeRaised ground=AMOUNT → {meanwhile}\nBalanceUpdated principal=90000 interest=6000 penalty=3000 fees=0 dpd=20 → {meanwhile}\nDisputeResolved result=CORRECTED answerRef=a1 → {after}")).ShouldBe(1, before);
        Updates(Walk.BeginReminder(dpd: 12).Raise("DisputeRaised").Raise("BalanceUpdated", new { principal = 90_000, interest = 6_000, penalty = 3_000, fees = 0, dpd = 12 }).Raise("DisputeResolved", new { result = "CORRECTED", answerRef = "doc:answer" })).ShouldBe(1);
    }

    [Fact]
    public void T31_An_offer_is_sent_once_it_has_terms_and_again_as_the_one_reminder()
    {
        var offered = new Scenario("T31", Scenarios.ToOffer + "PlanProposed months=4 instalment=25000 → Hardship/PlanOffered").Play(Walk.Begin());

        int Offers(Walk walk) => walk.Planned.Count(act => act == "MESSAGE planOffer");

        (Offers(offered[^2]), Offers(offered[^1]), Offers(offered[^1].Pass(TimeSpan.FromDays(27)))).ShouldBe((0, 1, 2));
    }

    [Fact]
    public void T49_A_sign_that_is_added_sends_the_letter_that_asks_again_and_gives_the_time_to_reply_anew_and_one_that_is_known_does_not()
    {
        var asked = new Scenario("T49", Scenarios.ToAsked).Play(Walk.Begin())[^1].Pass(TimeSpan.FromDays(3));
        int Asks(Walk walk) => walk.Planned.Count(act => act == "MESSAGE evasionReply");

        var known = asked.Raise("EvasionSuspected", new { kinds = new[] { "ASSETS_MOVED", "NOT_REACHED" }, by = "s1" });
        var added = asked.Raise("EvasionSuspected", new { kinds = new[] { "ASSETS_MOVED", "INCOME_HIDDEN" }, by = "s1" });

        (Asks(asked), Asks(known), Asks(added)).ShouldBe((1, 1, 2));
        (known.Snapshot.StateSince, added.Snapshot.StateSince).ShouldBe((asked.Snapshot.StateSince, added.Now));
        added.Snapshot.Frames[^1].Variables["ReplyUntil"].ToString().ShouldBe(Instants.Text(added.Now.AddDays(10)));
        added.Raise("EvasionReviewed", new { decision = "SUBSTANTIATED", by = "c1", secondBy = "c2" }).Refused.ShouldStartWith(
            $"T50: the customer has not been asked for a reply to the signs of {Instants.Text(added.Now)} yet. The letter EVASION_REPLY asks");
    }

    [Fact]
    public void T44_A_hold_changes_no_state_and_stops_the_clock_of_contact()
    {
        var held = Walk.Begin().Pass(TimeSpan.FromDays(10)).Raise("DisputeRaised", new { ground = "AMOUNT" });

        (held.State, held.File.Holds.Single()).ShouldBe(("Contact/RemoteContact", "DISPUTE"));
        Clock(held, "T10").Left.ShouldBe(TimeSpan.FromDays(20));
    }

    [Fact]
    public void T61_The_last_hold_that_goes_gives_the_clock_back_what_it_had_left_and_seven_days_of_quiet()
    {
        var held = Walk.Begin().Pass(TimeSpan.FromDays(10)).Raise("DisputeRaised", new { ground = "AMOUNT" });
        var answered = held.Pass(TimeSpan.FromDays(6)).Raise("DisputeResolved", new { result = "REJECTED", answerRef = "a-1" });
        answered.File.Holds.ShouldContain("DISPUTE", "A hold whose ground is gone waits for a person.");

        var released = answered.Pass(TimeSpan.FromDays(1)).Raise("HoldReleased", new { hold = "DISPUTE", by = "c1" });

        (released.State, released.File.Holds.Count, released.File.Hold.CoolOffUntil).ShouldBe(("Contact/RemoteContact", 0, released.Now.AddDays(7)));
        Clock(released, "T10").DueAt.ShouldBe(released.Now.AddDays(20));
    }

    private static ArmedDeadline Clock(Walk walk, string transition) => walk.Snapshot.Deadlines.Single(armed => armed.Transition == transition);

    [GeneratedRegex("^T([0-9]+)_")]
    private static partial Regex Number();
}
