using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_start_is_committed_with_all_its_rows()
    {
        var start = Start("c1").Arming(Due("c1", "1.0", 30)).Sending(Message("c1", "1/0"));

        (await Cases.CommitAsync(start)).ShouldBeOfType<CommitOutcome.Committed>();

        (await Cases.FindCaseAsync("c1")).ShouldBeEquivalentTo(start.Case);
        (await Cases.JournalAsync("c1", 0, 10)).ShouldHaveSingleItem().ShouldBeEquivalentTo(start.Journal);
        (await Cases.DeadlinesAsync("c1")).ShouldBe(start.Armed);
        (await Cases.FindOutboxAsync("c1/1/0")).ShouldBe(start.Outbox[0]);
        (await Cases.FindCaseIdAsync("bank", "LN-c1")).ShouldBe("c1");
    }

    [Fact]
    public async Task Later_steps_replace_the_case_row_and_append_to_the_journal()
    {
        var start = Start("c1");
        var second = start.Then(change: row => row with
        {
            State = "Visit/AppointmentPending", Name = "逾期走访 😀 \"quoted\"", IsFaulted = true, DefinitionId = "overdue-2", DefinitionVersion = 2,
        });
        var third = second.Close();

        await CommitAsync(start, second);
        (await Cases.FindCaseAsync("c1")).ShouldBeEquivalentTo(second.Case);
        await CommitAsync(third);

        (await Cases.FindCaseAsync("c1")).ShouldBeEquivalentTo(third.Case);
        (await Cases.JournalAsync("c1", 0, 10)).ShouldBeEquivalentTo(new List<JournalRecord> { start.Journal, second.Journal, third.Journal });
        (await Cases.JournalAsync("c1", 1, 1)).ShouldHaveSingleItem().Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task Times_come_back_as_UTC_to_the_millisecond()
    {
        var inShanghai = new DateTimeOffset(2026, 11, 2, 16, 30, 0, 123, TimeSpan.FromHours(8)).AddTicks(4567);
        await CommitAsync(Start("c1", at: inShanghai));

        var found = (await Cases.FindCaseAsync("c1"))!.CreatedAt;

        found.ShouldBe(new DateTimeOffset(2026, 11, 2, 8, 30, 0, 123, TimeSpan.Zero));
        found.Offset.ShouldBe(TimeSpan.Zero);
        (await Stores.Verifier.VerifyAsync("c1")).ShouldBeOfType<ChainVerdict.Intact>();
    }

    [Fact]
    public async Task A_step_on_a_sequence_that_has_passed_is_a_conflict_and_nothing_of_it_is_written()
    {
        var start = Start("c1").Arming(Due("c1", "1.0", 30));
        await CommitAsync(start, start.Then("first"));

        var late = start.Then("second", row => row with { State = "Elsewhere" }).Arming(Due("c1", "2.0", 5)).Sending(Message("c1", "2/0")) with { Cancelled = ["1.0"], Parked = "1.0" };
        (await Cases.CommitAsync(late)).ShouldBeOfType<CommitOutcome.Conflict>();

        (await Cases.FindCaseAsync("c1"))!.State.ShouldBe("New");
        (await Cases.JournalAsync("c1", 0, 10)).Count.ShouldBe(2);
        (await Cases.DeadlinesAsync("c1")).ShouldBe(start.Armed);
        (await Database.CountAsync("outbox")).ShouldBe(0);
    }

    [Fact]
    public async Task A_step_ahead_of_its_case_or_without_one_is_a_conflict()
    {
        var start = Start("c1");
        (await Cases.CommitAsync(start.Then())).ShouldBeOfType<CommitOutcome.Conflict>();
        await CommitAsync(start);

        (await Cases.CommitAsync(start.Then().Then())).ShouldBeOfType<CommitOutcome.Conflict>();

        (await Cases.FindCaseAsync("c1"))!.Sequence.ShouldBe(1);
        (await Database.CountAsync("journal")).ShouldBe(1);
    }

    [Fact]
    public async Task Of_many_steps_on_the_same_sequence_one_is_committed()
    {
        var start = Start("c1");
        await CommitAsync(start);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Cases.CommitAsync(start.Then($"event-{number}"))));

        outcomes.OfType<CommitOutcome.Committed>().Count().ShouldBe(1);
        outcomes.OfType<CommitOutcome.Conflict>().Count().ShouldBe(19);
        (await Database.CountAsync("journal")).ShouldBe(2);
    }

    [Fact]
    public async Task An_event_id_that_is_in_the_journal_is_named_with_its_first_row()
    {
        var start = Start("c1");
        var paid = start.Then("payment-7");
        await CommitAsync(start, paid);

        var again = await Cases.CommitAsync(paid.Then("payment-7", row => row with { State = "Elsewhere" }).Sending(Message("c1", "3/0")));

        again.ShouldBeOfType<CommitOutcome.DuplicateEvent>().First.ShouldBeEquivalentTo(paid.Journal);
        (await Cases.FindCaseAsync("c1")).ShouldBeEquivalentTo(paid.Case);
        (await Database.CountAsync("journal")).ShouldBe(2);
        (await Database.CountAsync("outbox")).ShouldBe(0);
    }

    [Fact]
    public async Task A_known_event_id_wins_over_a_stale_sequence()
    {
        var start = Start("c1");
        var paid = start.Then("payment-7");
        await CommitAsync(start, paid, paid.Then());

        (await Cases.CommitAsync(start.Then("payment-7"))).ShouldBeOfType<CommitOutcome.DuplicateEvent>().First.Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task An_event_id_is_known_to_its_own_case_only_and_steps_without_one_never_collide()
    {
        var (one, other) = (Start("c1"), Start("c2"));
        await CommitAsync(one, other, one.Then("payment-7"), other.Then("payment-7"));
        var fired = other.Then("payment-7").Then().WithJournal(row => row with { EventId = null, Reason = null });
        await CommitAsync(fired, fired.Then().WithJournal(row => row with { EventId = null }));

        (await Cases.FindEventAsync("c1", "payment-7"))!.Sequence.ShouldBe(2);
        (await Cases.FindEventAsync("c1", "payment-8")).ShouldBeNull();
        (await Cases.LoadAsync("c2"))!.RecentEventIds.ShouldBe(["payment-7", "start"]);
    }

    [Fact]
    public async Task Cases_that_are_loaded_at_once_are_read_together_each_with_what_is_its_own()
    {
        StepRecord[] starts = [.. Enumerable.Range(0, 20).Select(number => Start($"c{number}").Arming(Due($"c{number}", $"1.{number}", number)))];
        await CommitAsync([.. starts, .. starts.Select(start => start.Then($"payment-{start.Case.Id}"))]);

        var loaded = await Task.WhenAll(Enumerable.Range(0, 25).Select(number => Task.Run(() => Cases.LoadAsync($"c{number}"))));

        foreach (var (number, stored) in loaded.Index().Take(20))
        {
            stored!.Case.ShouldBeEquivalentTo(await Cases.FindCaseAsync($"c{number}"));
            stored.RecentEventIds.ShouldBe([$"payment-c{number}", "start"]);
            stored.DeadlineIds.ShouldBe([$"1.{number}"]);
        }

        loaded.Skip(20).ShouldAllBe(stored => stored == null);
    }

    [Fact]
    public async Task A_loaded_case_comes_with_the_events_of_its_newest_rows_only()
    {
        var step = Start("c1");
        await CommitAsync(step);
        for (var number = 0; number < StoredCase.EventsMax; number++) await CommitAsync(step = step.Then($"e{number}"));

        var events = (await Cases.LoadAsync("c1"))!.RecentEventIds;

        events.Length.ShouldBe(StoredCase.EventsMax);
        (events[0], events[^1]).ShouldBe(($"e{StoredCase.EventsMax - 1}", "e0"));
    }

    [Fact]
    public async Task A_business_key_is_taken_among_running_cases_of_its_tenant()
    {
        await CommitAsync(Start("c1", "LN-1"));

        (await Cases.CommitAsync(Start("c2", "LN-1"))).ShouldBeOfType<CommitOutcome.BusinessKeyTaken>().CaseId.ShouldBe("c1");
        (await Cases.FindCaseAsync("c2")).ShouldBeNull();
        await CommitAsync(Start("c3", "LN-1", tenant: "agency"), Start("c4", "ln-1"));
        (await Cases.FindCaseIdAsync("agency", "LN-1")).ShouldBe("c3");
    }

    [Fact]
    public async Task A_business_key_is_free_again_when_its_case_is_closed()
    {
        var first = Start("c1", "LN-1");
        await CommitAsync(first, first.Close());

        (await Cases.FindCaseIdAsync("bank", "LN-1")).ShouldBeNull();
        await CommitAsync(Start("c2", "LN-1"));
        (await Cases.FindCaseIdAsync("bank", "LN-1")).ShouldBe("c2");
    }

    [Fact]
    public async Task R7_fifty_starts_at_once_with_one_business_key_make_one_case()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(() => Cases.CommitAsync(Start($"c{number}", "LN-1")))));

        outcomes.OfType<CommitOutcome.Committed>().Count().ShouldBe(1);
        var winner = (await Cases.FindCaseIdAsync("bank", "LN-1"))!;
        outcomes.OfType<CommitOutcome.BusinessKeyTaken>().Select(taken => taken.CaseId).ShouldBe(Enumerable.Repeat(winner, 49));
        (await Database.CountAsync("cases")).ShouldBe(1);
        (await Database.CountAsync("journal")).ShouldBe(1);
    }

    [Fact]
    public async Task A_start_of_a_case_that_exists_is_a_conflict()
    {
        await CommitAsync(Start("c1", "LN-1"));

        (await Cases.CommitAsync(Start("c1", "LN-1"))).ShouldBeOfType<CommitOutcome.Conflict>();
        (await Cases.CommitAsync(Start("c1", "LN-2"))).ShouldBeOfType<CommitOutcome.Conflict>();
    }

    [Fact]
    public async Task A_step_whose_journal_row_is_of_another_step_is_refused_before_it_is_written()
    {
        var start = Start("c1");

        await Should.ThrowAsync<ArgumentException>(() => Cases.CommitAsync(start with { Journal = Start("c2").Journal }));
        await Should.ThrowAsync<ArgumentException>(() => Cases.CommitAsync(start with { Journal = start.Then().Journal }));
        var headless = await Should.ThrowAsync<ArgumentException>(() => Cases.CommitAsync(start with { Case = start.Case with { HeadHash = new byte[32] } }));

        headless.Message.ShouldContain("case 'c1' at sequence 1");
        (await Database.CountAsync("cases")).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_committed_is_there_for_the_next_process()
    {
        var start = Start("c1").Arming(Due("c1", "1.0", 30));
        await CommitAsync(start);

        await ReopenAsync(options => options);

        (await Cases.FindCaseAsync("c1")).ShouldBeEquivalentTo(start.Case);
        await CommitAsync(start.Then());
    }

    [Fact]
    public async Task Nobody_is_found_where_there_is_nobody()
    {
        (await Cases.FindCaseAsync("c1")).ShouldBeNull();
        (await Cases.FindCaseIdAsync("bank", "LN-1")).ShouldBeNull();
        (await Cases.JournalAsync("c1", 0, 10)).ShouldBeEmpty();
        (await Cases.LoadAsync("c1")).ShouldBeNull();
        (await Cases.DeadlinesAsync("c1")).ShouldBeEmpty();
        (await Cases.FindOutboxAsync("c1/1/0")).ShouldBeNull();
        (await Stores.Verifier.VerifyAsync("c1")).ShouldBeNull();
    }
}
