using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;

namespace Doorstep.Workflows.Tests.Rows;

/// <summary>S15: what a device kept while it was offline counts once, whenever and however often it is synchronised.</summary>
public sealed class BatchTests
{
    [Fact]
    public async Task S15_A_visit_kept_offline_for_eight_hours_and_synchronised_twice_is_one_visit()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        var visit = Visit(ActHouse.Afternoon);
        house.Clock.Advance(TimeSpan.FromHours(8));

        var first = (await SendAsync(house, id, visit)).Value();
        var second = (await SendAsync(house, id, visit)).Value();

        first.Events.Select(one => one.Outcome).ShouldAllBe(outcome => outcome == BatchOutcome.Recorded);
        second.Events.Select(one => one.Outcome).ShouldAllBe(outcome => outcome == BatchOutcome.Duplicate);
        second.Events.Select(one => one.Sequence).ShouldBe(first.Events.Select(one => one.Sequence));
        var made = (await FileAsync(house, id)).Visits.Made!.Value.ShouldHaveSingleItem();
        (made.At, made.End).ShouldBe((ActHouse.Afternoon, Doorstep.Workflows.Collections.Visits.VisitEnd.Completed));
    }

    [Fact]
    public async Task S15_A_batch_that_was_cut_off_in_the_middle_is_completed_by_sending_it_again()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        house.Clock.Advance(TimeSpan.FromHours(2));
        var visit = Visit(ActHouse.Afternoon);
        await SendAsync(house, id, visit[..2]);

        var again = (await SendAsync(house, id, visit)).Value();

        again.Events.Select(one => one.Outcome).ShouldBe([BatchOutcome.Duplicate, BatchOutcome.Duplicate, BatchOutcome.Recorded]);
        (await house.JournalAsync(id)).Count(row => row.EventType is "VisitCheckedIn" or "VisitCheckedOut" or "VisitReportFiled").ShouldBe(3);
    }

    [Fact]
    public async Task S15_A_hold_that_was_opened_meanwhile_is_said_and_the_visit_is_kept()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.RaiseAsync(id, "d1", "DisputeRaised", new { ground = "AMOUNT" });
        await house.RaiseAsync(id, "p1", "PaymentReceived", new { amount = 100_000 });
        house.Clock.Advance(TimeSpan.FromHours(7));

        var answer = (await SendAsync(house, id, Visit(ActHouse.Afternoon))).Value();

        answer.Events[0].Conflicts.ShouldBe(
        [
            "The case is closed in 'Paid'.", "The case has moved to 'Paid' at 2026-11-02T10:00:00.000Z, after this happened.", "Hold DISPUTE is open since 2026-11-02T10:00:00.000Z, after this happened.",
        ]);
        (await FileAsync(house, id)).Visits.Made!.Value.Length.ShouldBe(1);
    }

    [Fact]
    public async Task S15_One_event_with_a_slip_is_refused_with_its_reasons_and_the_others_are_kept()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        house.Clock.Advance(TimeSpan.FromHours(2));
        var visit = Visit(ActHouse.Afternoon).SetItem(1, new BatchedEvent("v2", "VisitCheckedOut", ActHouse.Afternoon, JsonSerializer.SerializeToElement(new { timee = 1 })));

        var answer = (await SendAsync(house, id, visit)).Value();

        answer.Events.Select(one => one.Outcome).ShouldBe([BatchOutcome.Recorded, BatchOutcome.Refused, BatchOutcome.Recorded]);
        answer.Events[1].Errors.Single().Path.ShouldBe("data.timee");
        answer.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task S15_A_batch_without_times_with_an_id_twice_or_of_no_case_is_refused()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");

        (await SendAsync(house, id, [])).Refusal().Faults.Single().Message.ShouldContain("1 to 100");
        (await SendAsync(house, id, [new BatchedEvent("a", "VisitCheckedOut", null, default), new BatchedEvent("a", "VisitCheckedOut", null, default)])).Refusal().Faults.Length.ShouldBe(3);
        (await SendAsync(house, "none", Visit(ActHouse.Afternoon))).Refusal().Kind.ShouldBe(RefusalKind.NotFound);
    }

    private static ImmutableArray<BatchedEvent> Visit(DateTimeOffset at) =>
    [
        new("v1", "VisitCheckedIn", at, JsonSerializer.SerializeToElement(new { agents = new[] { "agent_1", "agent_2" } })), new("v2", "VisitCheckedOut", at.AddMinutes(40), default),
        new("v3", "VisitReportFiled", at.AddMinutes(90), Books.Report),
    ];

    private static ValueTask<Reply<BatchAnswer>> SendAsync(EngineHouse house, string id, ImmutableArray<BatchedEvent> events) => house.Sender.Send(new RaiseBatch(id, events, EngineHouse.Service));

    private static async Task<CaseFile> FileAsync(EngineHouse house, string id) => (CaseFile)(await house.CaseAsync(id)).Snapshot.Facts;
}
