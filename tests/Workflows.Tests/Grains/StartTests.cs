using System.Text.Json;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Grains;

public sealed class StartTests
{
    [Fact]
    public async Task A_start_again_under_its_key_gets_the_first_answer_whatever_happened_since()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var first = (await house.SendStartAsync("reminder", "loan-1")).Value();
        await house.RaiseAsync(first.CaseId, "e-1", "Paid");

        (await house.SendStartAsync("reminder", "loan-1")).Value().ShouldBe(first);
        await house.CrashAsync();
        (await house.SendStartAsync("reminder", "loan-1")).Value().ShouldBe(first);
        (await CasesAsync(house)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_refused_and_changes_nothing()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var id = await house.StartAsync("reminder", "loan-1", new { amount = 1 });

        var refusal = (await house.SendStartAsync("reminder", "loan-1", new { amount = 2 })).Refusal();

        refusal.Kind.ShouldBe(RefusalKind.Conflict);
        refusal.Reason.ShouldContain(id);
        (await house.JournalAsync(id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_body_written_with_its_members_in_another_order_is_the_same_start()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        JsonElement one = JsonElement.Parse("""{"schema":"workflow.start/1","businessKey":"loan-1","definition":{"key":"reminder"}}"""),
            other = JsonElement.Parse("""{ "definition": {"key": "reminder"}, "businessKey": "loan-1", "schema": "workflow.start/1" }""");

        var first = (await house.Sender.Send(new StartCase("k", one, EngineHouse.Service))).Value();
        (await house.Sender.Send(new StartCase("k", other, EngineHouse.Service))).Value().ShouldBe(first);
    }

    [Fact]
    public async Task Fifty_starts_at_once_under_one_key_make_one_case_and_get_one_answer()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () => (await house.SendStartAsync("reminder", "loan-1")).Value())));

        answers.Distinct().ShouldHaveSingleItem().Outcome.ShouldBe(StartOutcome.Started);
        (await CasesAsync(house)).Count.ShouldBe(1);
        (await house.JournalAsync(answers[0].CaseId)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Fifty_different_starts_at_once_under_keys_of_their_own_for_one_loan_make_one_case_and_the_others_are_told_which()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(number =>
            Task.Run(async () => await house.SendStartAsync("reminder", "loan-1", new { number }, idempotencyKey: $"key-{number}"))));

        var winner = replies.OfType<Reply<StartAnswer>.Done>().ShouldHaveSingleItem().Value;
        var refused = replies.OfType<Reply<StartAnswer>.Refused>().ToArray();
        refused.Length.ShouldBe(49);
        refused.ShouldAllBe(refusal => refusal.Kind == RefusalKind.Conflict && refusal.Reason.Contains(winner.CaseId) && refusal.Reason.Contains("loan-1"));
        refused.Select(refusal => refusal.Reason).Distinct().ShouldHaveSingleItem();
        (await CasesAsync(house)).ShouldHaveSingleItem().Id.ShouldBe(winner.CaseId);
    }

    [Fact]
    public async Task A_business_key_is_free_again_when_its_case_is_closed_and_always_free_for_another_tenant()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var first = await house.StartAsync("reminder", "loan-1", idempotencyKey: "a");
        var body = JsonSerializer.SerializeToElement(new { schema = "workflow.start/1", tenant = "north", definition = new { key = "reminder" }, businessKey = "loan-1" });
        (await house.Sender.Send(new StartCase("a", body, EngineHouse.Service))).Value().CaseId.ShouldNotBe(first);
        (await house.SendStartAsync("reminder", "loan-1", new { other = true }, idempotencyKey: "b")).Refusal();
        (await house.StartAsync("reminder", "loan-1", idempotencyKey: "b")).ShouldBe(first);

        await house.RaiseAsync(first, "e-1", "Paid");

        (await house.StartAsync("reminder", "loan-1", idempotencyKey: "b")).ShouldNotBe(first);
        (await CasesAsync(house)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_start_that_died_before_its_commit_left_nothing_and_one_that_died_after_it_is_answered_again()
    {
        InterposedStore store = null!;
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Machines.Reminder()], Wrap = inner => store = new InterposedStore(inner) });
        store.BeforeCommit = _ => throw new DiedException();
        await Should.ThrowAsync<Exception>(async () => await house.SendStartAsync("reminder", "loan-1"));
        (await CasesAsync(house)).ShouldBeEmpty();

        store.BeforeCommit = _ => Task.CompletedTask;
        store.AfterCommit = (_, _) => throw new DiedException();
        await Should.ThrowAsync<Exception>(async () => await house.SendStartAsync("reminder", "loan-1"));
        await house.CrashAsync();

        var id = await house.StartAsync("reminder", "loan-1");
        (await house.JournalAsync(id)).ShouldHaveSingleItem().EventType.ShouldBe("start");
    }

    [Fact]
    public async Task A_start_that_lost_a_race_to_somebody_who_is_gone_already_is_tried_again_three_times_in_all()
    {
        InterposedStore store = null!;
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Machines.Reminder()], Wrap = inner => store = new InterposedStore(inner) });
        var lost = 0;
        store.InsteadOfCommit = _ => lost++ < 3 ? new CommitOutcome.Conflict() : null;
        (await house.SendStartAsync("reminder", "loan-1")).Refusal().Kind.ShouldBe(RefusalKind.Busy);

        lost = 1;
        (await house.SendStartAsync("reminder", "loan-1")).Value().State.ShouldBe("Waiting");
    }

    [Fact]
    public async Task A_definition_that_breaks_on_the_input_keeps_nothing()
    {
        await using var house = await EngineHouse.OpenAsync(
            Of("New", [State("New", Note("input.loan.amount.toFixed(2)")), State("Done")], [Way("New", "Done", OnEvent("Go"))]).Named("strict"));

        var refusal = (await house.SendStartAsync("strict", "loan-1")).Refusal();

        refusal.Kind.ShouldBe(RefusalKind.Impossible);
        refusal.Reason.ShouldContain("states[0].entry");
        (await CasesAsync(house)).ShouldBeEmpty();
        (await house.SendStartAsync("strict", "loan-1", new { loan = new { amount = 5 } })).Value();
    }

    [Fact]
    public async Task A_definition_that_is_not_there_is_named_with_what_would_work()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());

        (await house.SendStartAsync("remainder", "loan-1")).Refusal().Reason.ShouldContain("did you mean 'reminder'?");
        var insisting = JsonSerializer.SerializeToElement(new { schema = "workflow.start/1", definition = new { key = "reminder", version = 2 }, businessKey = "loan-1" });
        (await house.Sender.Send(new StartCase("k", insisting, EngineHouse.Service))).Refusal().Reason.ShouldContain("published in version 1, not 2");
    }

    private static Task<IReadOnlyList<CaseSummary>> CasesAsync(EngineHouse house) => house.Store.ListCasesAsync(new CaseQuery { Limit = 100 });
}
