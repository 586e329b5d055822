using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Deadlines.Auditing;
using Doorstep.Workflows.Deadlines.Ledger;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Deadlines.Auditing;

/// <summary>R15: whatever somebody does to the due-table behind the engine's back is found, put right and written down.</summary>
public sealed class AuditorTests
{
    /// <summary>What somebody may do to the rows of case @case, and the fault that it is.</summary>
    private static readonly Dictionary<string, string> Deeds = new()
    {
        ["delete"] = "DELETE FROM deadlines WHERE case_id = @case",
        ["duplicate"] = "INSERT INTO deadlines (case_id, id, transition, armed_at, due_at, is_parked, next_try_at) SELECT case_id, '1.9', transition, armed_at, due_at, is_parked, next_try_at FROM deadlines WHERE case_id = @case",
        ["shift to later"] = "UPDATE deadlines SET due_at = due_at + 86400000, next_try_at = next_try_at + 86400000 WHERE case_id = @case",
        ["shift to earlier"] = "UPDATE deadlines SET due_at = due_at - 86400000, next_try_at = next_try_at - 86400000 WHERE case_id = @case",
        ["shift what the sweep looks at alone"] = "UPDATE deadlines SET next_try_at = next_try_at + 8640000000 WHERE case_id = @case",
        ["shift that to earlier"] = "UPDATE deadlines SET next_try_at = next_try_at - 1 WHERE case_id = @case",
        ["park"] = "UPDATE deadlines SET is_parked = TRUE WHERE case_id = @case",
        ["rename"] = "UPDATE deadlines SET transition = 'another' WHERE case_id = @case",
        ["give it another id"] = "UPDATE deadlines SET id = '1.9' WHERE case_id = @case",
    };

    public static TheoryData<string, StoreKind> Tampering => [.. from deed in Deeds.Keys from store in Enum.GetValues<StoreKind>() select new TheoryDataRow<string, StoreKind>(deed, store)];

    [Theory]
    [MemberData(nameof(Tampering))]
    public async Task R15_Rows_that_were_changed_behind_the_engines_back_are_found_put_right_and_written_down(string deed, StoreKind store)
    {
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Machines.Reminder()], Store = store });
        var (hit, spared) = (await house.StartAsync("reminder", "LN-1"), await house.StartAsync("reminder", "LN-2"));
        var before = await house.Store.DeadlinesAsync(hit);
        await TamperAsync(house, Deeds[deed], hit);

        (await house.Auditor.RunAsync(TestContext.Current.CancellationToken)).ShouldBe(1);

        (await house.Store.DeadlinesAsync(hit)).ShouldBe(before);
        (await house.LinesAsync(hit, "deadlineHealed")).ShouldNotBeEmpty();
        (await house.LinesAsync(spared, "deadlineHealed")).ShouldBeEmpty();
        (await house.Services.GetRequiredService<JournalVerifier>().VerifyAsync(hit, TestContext.Current.CancellationToken)).ShouldBeOfType<ChainVerdict.Intact>();
        var report = await ReportAsync(house);
        report.Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(finding => finding.CaseId.ShouldBe(hit), finding => finding.IsHealed.ShouldBeTrue(), finding => finding.Text.ShouldContain("'call'"));
        report.Last.ShouldNotBeNull().ShouldSatisfyAllConditions(pass => pass.Cases.ShouldBe(2), pass => pass.Healed.ShouldBe(1), pass => pass.Deadlines.ShouldBe(2));

        (await house.PassAsync(TimeSpan.FromDays(5) - TimeSpan.FromMilliseconds(1))).ShouldBe(0);
        (await house.PassAsync(TimeSpan.FromMilliseconds(1))).ShouldBe(2);
        (await house.LinesAsync(hit, "deadlineApplied")).ShouldBe(["call"]);
        var day = DateOnly.FromDateTime(house.Clock.GetUtcNow().UtcDateTime);
        (await house.Sender.Send(new GetDeadlineLedger(day, day, EngineHouse.Supervisor), TestContext.Current.CancellationToken)).Value().Balances.ShouldBeTrue();
    }

    [Fact]
    public async Task A_house_in_order_is_left_as_it_is()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var ids = new List<string>();
        for (var number = 0; number < 5; number++) ids.Add(await house.StartAsync("reminder", $"LN-{number}"));
        await house.RaiseAsync(ids[0], "e-1", "Paid");
        await house.PassAsync(TimeSpan.FromDays(5));
        await house.StartAsync("reminder", "LN-9");

        (await house.Auditor.RunAsync(TestContext.Current.CancellationToken)).ShouldBe(0);

        (await ReportAsync(house)).ShouldSatisfyAllConditions(report => report.Findings.ShouldBeEmpty(), report => report.Last.ShouldNotBeNull().Cases.ShouldBe(5));
        foreach (var id in ids) (await house.LinesAsync(id, "deadlineHealed")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_of_a_closed_case_is_removed()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var id = await house.StartAsync("reminder", "LN-1");
        await house.RaiseAsync(id, "e-1", "Paid");
        await TamperAsync(house, "INSERT INTO deadlines (case_id, id, transition, armed_at, due_at, is_parked, next_try_at) VALUES (@case, '1.0', 'call', 0, 0, FALSE, 0)", id);

        (await house.Auditor.RunAsync(TestContext.Current.CancellationToken)).ShouldBe(1);

        (await house.Store.DeadlinesAsync(id)).ShouldBeEmpty();
        (await house.StateAsync(id)).ShouldBe("Paid");
    }

    [Fact]
    public async Task A_round_is_bounded_and_the_pass_goes_on_where_it_stood_even_in_another_process()
    {
        var plan = new EnginePlan { Definitions = [Machines.Reminder()], Sweep = new SweepOptions { Audit = new AuditOptions { CasesMax = 4, BatchMax = 2 } } };
        await using var house = await EngineHouse.OpenAsync(plan);
        for (var number = 0; number < 9; number++) await house.StartAsync("reminder", $"LN-{number}");

        await house.Auditor.RunAsync(TestContext.Current.CancellationToken);
        (await ReportAsync(house)).ShouldSatisfyAllConditions(report => report.Pass!.Cases.ShouldBe(4), report => report.Last.ShouldBeNull());
        await house.CrashAsync();
        await house.Auditor.RunAsync(TestContext.Current.CancellationToken);
        await house.Auditor.RunAsync(TestContext.Current.CancellationToken);
        (await ReportAsync(house)).Last.ShouldNotBeNull().ShouldSatisfyAllConditions(pass => pass.Cases.ShouldBe(9), pass => pass.Number.ShouldBe(1));

        await house.Auditor.RunAsync(TestContext.Current.CancellationToken);
        (await ReportAsync(house)).Pass!.Number.ShouldBe(1, "the next pass has its time");
        house.Clock.Advance(new AuditOptions().PassEvery);
        await house.Auditor.RunAsync(TestContext.Current.CancellationToken);
        (await ReportAsync(house)).Pass!.Number.ShouldBe(2);
    }

    [Fact]
    public async Task A_case_that_is_broken_is_named_and_keeps_no_other_from_being_put_right()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var (broken, hit) = (await house.StartAsync("reminder", "LN-1"), await house.StartAsync("reminder", "LN-2"));
        await TamperAsync(house, "UPDATE cases SET snapshot = head_hash WHERE id = @case", broken);
        await TamperAsync(house, Deeds["delete"], hit);

        (await house.Auditor.RunAsync(TestContext.Current.CancellationToken)).ShouldBe(2);

        (await house.Store.DeadlinesAsync(hit)).Count.ShouldBe(1);
        (await ReportAsync(house)).Findings.Select(finding => (finding.CaseId, finding.IsHealed)).ShouldBe([(broken, false), (hit, true)], ignoreOrder: true);
    }

    [Fact]
    public void A_deadline_that_the_definition_asks_for_and_the_case_lacks_is_armed_from_when_its_state_was_entered()
    {
        var machine = Machine(Machines.Reminder());
        var whole = Start(machine).Next;
        var robbed = whole with { Frames = [whole.Frames[0] with { Deadlines = [] }] };
        machine.Unarmed(whole).ShouldBeEmpty();
        machine.Unarmed(robbed).ShouldBe(["reminder: call"]);

        var rearmed = machine.Rearm(robbed, Monday.AddDays(3)).ShouldBeOfType<Decision.Accepted>();

        rearmed.Armed.ShouldHaveSingleItem().DueAt.ShouldBe(Monday.AddDays(5));
        machine.Unarmed(rearmed.Next).ShouldBeEmpty();
        machine.Rearm(whole, Monday).ShouldBeOfType<Decision.Ignored>();
    }

    private static async Task<AuditReport> ReportAsync(EngineHouse house) => (await house.Sender.Send(new GetAudit(10, EngineHouse.Supervisor), TestContext.Current.CancellationToken)).Value();

    private static async Task TamperAsync(EngineHouse house, string sql, string caseId) =>
        await house.Services.GetRequiredService<CommitQueue>().WriteAsync(PendingWrite.Statement(sql, [caseId]), TestContext.Current.CancellationToken);
}
