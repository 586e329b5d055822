using System.Text.Json;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Overrides.OverrideHouse;

namespace Doorstep.Workflows.Tests.Overrides;

/// <summary>What would come of an override is said before, in both languages, and is what the journal says after.</summary>
public sealed class PreviewTests
{
    public static TheoryData<string, string> Verbs { get; } = new()
    {
        { """{"verb":"EXTEND_DEADLINE","transition":"T55-escalated","by":"P2D"}""", "DEADLINE_MOVED T55-escalated" },
        { """{"verb":"SUSPEND","until":"2026-12-05T00:00:00Z"}""", "SUSPENSION suspended|CLOCK_STOPPED T55-escalated" },
        { """{"verb":"ADD_HOLD","hold":"DISPUTE"}""", "CLOCK_STOPPED T55-escalated|HOLD_ADDED DISPUTE" },
        { """{"verb":"REASSIGN","unit":"B"}""", "ASSIGNED B" },
    };

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task The_journal_keeps_the_list_that_the_preview_gave(string verb, string lines)
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        var json = JsonElement.Parse(verb);

        var preview = (await house.PreviewAsync(id, json)).Value();
        (await house.CaseAsync(id)).Record.Sequence.ShouldBe(preview.Sequence, "A preview changes nothing.");
        await house.DoAsync(id, json);

        var kept = (await house.KeptAsync(id)).GetProperty("consequences");
        kept.GetRawText().ShouldBe(preview.Consequences.GetRawText());
        Lines(kept).Intersect(lines.Split('|')).ShouldBe(lines.Split('|'), ignoreOrder: true, string.Join('\n', Lines(kept)));
        kept.EnumerateArray().ShouldAllBe(line => line.GetProperty("en").GetString()!.Length > 5 && line.GetProperty("zh").GetString()!.Any(letter => letter >= '一' && letter <= '鿿'));
    }

    [Fact]
    public async Task A_visit_that_is_called_off_says_what_falls_away_what_is_planned_and_what_the_customer_reads()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();
        await house.AgreeAsync(id);

        var preview = (await house.PreviewAsync(id, new { verb = "CANCEL_VISIT" })).Value();

        var lines = Lines(preview.Consequences);
        lines.ShouldContain("STATE Escalated");
        lines.ShouldContain("DEADLINE_CANCELLED T24-missed");
        lines.ShouldContain("DEADLINE_ARMED T55-escalated");
        lines.ShouldContain("HOUSE_TOLD VisitCancelled");
        lines.ShouldContain("ACT_PLANNED MESSAGE visitCancelled");
        lines.ShouldContain("GUARDS MESSAGE visitCancelled");
        preview.Consequences.EnumerateArray().Single(line => line.GetProperty("kind").GetString() == "CUSTOMER_TOLD").GetProperty("zh").GetString()!.ShouldContain("不会有人来");
        (preview.Rule.Approvers.Length, preview.UndoMinutes).ShouldBe((0, 0));
        (await house.DecisionsAsync(id)).ShouldNotContain(act => act.Act.Contains("visitCancelled", StringComparison.Ordinal));
        (await house.SentAsync(id, "VisitCancelled")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_planned_and_would_not_leave_any_more_is_named_with_the_reason_and_what_stays_with_what_the_guards_say()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();
        house.Clock.Advance(TimeSpan.FromHours(13) + TimeSpan.FromMinutes(5));

        var held = (await house.PreviewAsync(id, new { verb = "ADD_HOLD", hold = "CEASE_CONTACT" })).Value();
        Lines(held.Consequences).ShouldContain("ACT_SUPPRESSED CALL callOpening");
        held.Consequences.EnumerateArray().First(line => line.GetProperty("kind").GetString() == "ACT_SUPPRESSED").GetProperty("en").GetString()!.ShouldContain("G4 NoBlockingHold");

        var moved = (await house.PreviewAsync(id, new { verb = "REASSIGN", unit = "B" })).Value();
        Lines(moved.Consequences).ShouldContain("ACT_KEPT CALL callOpening");
        Lines(moved.Consequences).ShouldNotContain("ACT_SUPPRESSED CALL callOpening");

        var moving = (await house.PreviewAsync(id, new { verb = "MOVE", target = "Hardship" })).Value();
        Lines(moving.Consequences).ShouldContain("ACT_SUPPRESSED CALL callOpening");
        (moving.Rule.Approvers.Length, moving.Rule.Zh.Length > 3).ShouldBe((2, true));
    }

    [Fact]
    public async Task Options_say_what_can_be_done_now_and_what_nobody_can()
    {
        var (house, id) = await StuckAsync();
        await using var _ = house;
        await house.TellAsync(id, "IncapacityNotified", new { });

        var options = (await house.Sender.Send(new Workflows.Commands.Overrides.GetOverrideOptions(id, Zhao))).Value();

        options.Targets.ShouldBe(["Contact", "Escalated", "Hardship"], "The way to legal review is drawn, and a hold stands in it.");
        options.Steps.ShouldBe(["intervention-taken"]);
        options.Holds.ShouldHaveSingleItem().Against.ShouldNotBeNull();
        options.Deadlines.Select(deadline => deadline.Transition).ShouldBe(["intervention-unacknowledged", "intervention-overdue"], ignoreOrder: true);
        options.Verbs.Single(verb => verb.Verb == "RESUME").Against.ShouldBe("The case is not suspended.");
        options.Verbs.Single(verb => verb.Verb == "SUSPEND").Against.ShouldBeNull();
        options.Never.Select(rule => rule.Code).ShouldContain("TWO_PERSON_VISITS");
        (await house.Sender.Send(new Workflows.Commands.Overrides.GetOverrideOptions("nobody", Zhao))).Refusal().Kind.ShouldBe(RefusalKind.NotFound);
    }
}
