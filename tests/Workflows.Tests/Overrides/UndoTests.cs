using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Overrides;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Overrides.OverrideHouse;

namespace Doorstep.Workflows.Tests.Overrides;

/// <summary>Undoing: where it does no harm, for a while, and while nothing has happened.</summary>
public sealed class UndoTests
{
    [Fact]
    public async Task What_does_no_harm_is_undone_and_the_case_is_as_it_was()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        await house.DoAsync(id, new { verb = "REASSIGN", unit = "A" });
        var before = (await house.CaseAsync(id)).Snapshot;
        object[] verbs =
        [
            new { verb = "EXTEND_DEADLINE", transition = "T55-escalated", by = "P2D" }, new { verb = "SUSPEND", until = house.Clock.GetUtcNow().AddDays(3) }, new { verb = "ADD_HOLD", hold = "SAFETY" },
            new { verb = "REASSIGN", unit = "B" },
        ];

        foreach (var verb in verbs)
        {
            var done = await house.DoAsync(id, verb);
            var undone = (await house.UndoAsync(id, done.Seen.Row.Id)).Value();

            undone.Seen.Row.Status.ShouldBe(OverrideStatus.Undone);
            (await house.KeptAsync(id)).GetProperty("undoes").GetString().ShouldBe(done.Seen.Row.Id);
            JsonElement.Parse(undone.Seen.Row.Json).GetProperty("undone").GetProperty("by").GetString().ShouldBe("user:li.wei");
            (await house.UndoAsync(id, done.Seen.Row.Id)).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
        }

        var after = (await house.CaseAsync(id)).Snapshot;
        after.Deadlines.Select(armed => (armed.Transition, armed.DueAt, armed.Left)).ShouldBe(before.Deadlines.Select(armed => (armed.Transition, armed.DueAt, armed.Left)));
        after.Suspension.ShouldBeNull();
        (after.Facts.Holds.Count, ((CaseFile)after.Facts).Assignment.Unit).ShouldBe((0, "A"));
        (await house.Services.GetRequiredService<JournalVerifier>().VerifyAsync(id)).ShouldBeOfType<ChainVerdict.Intact>();
    }

    [Theory]
    [InlineData("SAFETY")]
    [InlineData("DISPUTE")]
    public async Task A_hold_opened_by_mistake_is_undone_though_the_case_has_looked_at_its_planned_acts_again(string hold)
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();
        var placed = await house.DoAsync(id, new { verb = "ADD_HOLD", hold });
        await house.SettleAsync();
        (await house.CaseAsync(id)).Record.Sequence.ShouldBeGreaterThan(placed.Seen.Row.AppliedSequence!.Value, "The guards have said no to what was planned.");

        (await house.UndoAsync(id, placed.Seen.Row.Id)).Value().Seen.Row.Status.ShouldBe(OverrideStatus.Undone);

        (await house.CaseAsync(id)).Snapshot.Facts.Holds.ShouldNotContain(hold);
    }

    [Fact]
    public async Task A_hold_that_protects_by_law_ends_on_no_day_that_somebody_names()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();

        (await house.AskForAsync(id, new { verb = "ADD_HOLD", hold = "DECEASED", until = house.Clock.GetUtcNow().AddDays(3) })).Refusal().Reason.ShouldContain("ends when a fact says that its ground is gone");
        (await house.PreviewAsync(id, new { verb = "ADD_HOLD", hold = "DECEASED" })).Value().Consequences.GetRawText().ShouldContain("nobody takes it back or lets it go before");
    }

    [Fact]
    public async Task Once_anything_has_happened_or_the_minutes_are_over_nothing_is_undone()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        var extend = new { verb = "EXTEND_DEADLINE", transition = "T55-escalated", by = "P1D" };
        var first = await house.DoAsync(id, extend);
        await house.TellAsync(id, "FeedbackGiven", new { rating = 5 });

        var moved = (await house.UndoAsync(id, first.Seen.Row.Id)).Refusal();
        (moved.Kind, moved.Fresh!.LastEvent).ShouldBe((RefusalKind.Conflict, "FeedbackGiven"));

        var second = await house.DoAsync(id, extend);
        second.Seen.UndoUntil.ShouldBe(house.Clock.GetUtcNow().AddMinutes(15));
        house.Clock.Advance(TimeSpan.FromMinutes(15));
        (await house.UndoAsync(id, second.Seen.Row.Id)).Refusal().Reason.ShouldStartWith("It could be undone until");
    }

    [Fact]
    public async Task What_may_have_reached_somebody_is_not_undone_nor_is_a_hold_that_the_law_wants()
    {
        var (house, id) = await StuckAsync();
        await using var _ = house;

        (await house.UndoAsync(id, (await house.DoAsync(id, new { verb = "MOVE", target = "Escalated" })).Seen.Row.Id)).Refusal().Reason.ShouldStartWith("MOVE is not undone");
        (await house.UndoAsync(id, (await house.DoAsync(id, new { verb = "ADD_HOLD", hold = "DECEASED" })).Seen.Row.Id)).Refusal().Reason.ShouldStartWith("A hold that protects a person by law");
        (await house.CaseAsync(id)).Snapshot.Facts.Holds.ShouldContain("DECEASED");
        (await house.UndoAsync(id, "nothing")).Refusal().Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public async Task A_hold_that_was_there_before_is_not_taken_back()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        await house.TellAsync(id, "ComplaintFiled", new { });

        (await house.DoAsync(id, new { verb = "ADD_HOLD", hold = "COMPLAINT" })).Seen.UndoUntil.ShouldBeNull();
    }
}
