using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Storage.Registers;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_decision_and_its_count_are_there_with_their_step()
    {
        var start = Start("c1") with { Debtors = [new DebtorRecord("bank", "cust_1", 1, "{}")] };
        var act = Decided("c1", 1, isAllowed: false) with { NextTryAt = Monday.AddHours(1), Debtor = "cust_1", Pack = "CN-2026.1" };
        var step = start.Then() with { Act = act, Debtors = [new DebtorRecord("bank", "cust_1", 2, """{"spent":1}""")] };

        await CommitAsync(start, step);

        (await Stores.Acts.LastAsync("c1/1/0")).ShouldBe(act);
        (await Stores.Acts.FindDebtorAsync("bank", "cust_1")).ShouldBe(step.Debtors[0]);
        (await Stores.Acts.FindDebtorAsync("other", "cust_1")).ShouldBeNull();
        (await Stores.Acts.LastAsync("c1/1/1")).ShouldBeNull();
    }

    [Fact]
    public async Task A_persons_budget_refuses_the_step_of_whoever_comes_second_and_leaves_the_neighbours_alone()
    {
        var (one, two, three) = (Start("c1") with { Debtors = [new DebtorRecord("bank", "cust_1", 1, "{}")] }, Start("c2"), Start("c3"));
        await CommitAsync(one, two, three);
        StepRecord Spending(StepRecord after, string act) => after.Then() with { Act = Decided(after.Case.Id, 1, isAllowed: true) with { ActId = act }, Debtors = [new DebtorRecord("bank", "cust_1", 2, act)] };

        var outcomes = await Task.WhenAll(Cases.CommitAsync(Spending(one, "a1")), Cases.CommitAsync(Spending(two, "a2")), Cases.CommitAsync(three.Then()));

        outcomes.Select(outcome => outcome.GetType().Name).ShouldBe(["Committed", "Conflict", "Committed"]);
        (await Stores.Acts.FindDebtorAsync("bank", "cust_1"))!.Budget.ShouldBe("a1");
        (await Cases.FindCaseAsync("c2"))!.Sequence.ShouldBe(1);
        (await Stores.Acts.ListAsync("c2", 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stale_step_spends_nothing_of_the_persons_budget()
    {
        var start = Start("c1") with { Debtors = [new DebtorRecord("bank", "cust_1", 1, "{}")] };
        await CommitAsync(start, start.Then());

        (await Cases.CommitAsync(start.Then("other") with { Debtors = [new DebtorRecord("bank", "cust_1", 2, "spent")] })).ShouldBeOfType<CommitOutcome.Conflict>();

        (await Stores.Acts.FindDebtorAsync("bank", "cust_1"))!.Budget.ShouldBe("{}");
    }

    [Fact]
    public async Task An_act_is_allowed_once_and_every_try_is_kept_once()
    {
        var start = Start("c1");
        var (refused, allowed) = (start.Then() with { Act = Decided("c1", 1, isAllowed: false) }, start.Then().Then() with { Act = Decided("c1", 2, isAllowed: true) });
        await CommitAsync(start, refused, allowed);

        (await Cases.CommitAsync(allowed.Then() with { Act = Decided("c1", 3, isAllowed: true) })).ShouldBeOfType<CommitOutcome.Conflict>();
        (await Cases.CommitAsync(allowed.Then() with { Act = Decided("c1", 1, isAllowed: false) })).ShouldBeOfType<CommitOutcome.Conflict>();

        (await Cases.FindCaseAsync("c1"))!.Sequence.ShouldBe(3);
        (await Stores.Acts.ListAsync("c1", 10)).Select(act => (act.Try, act.Allowed)).ShouldBe([(2, true), (1, false)]);
        (await Stores.Acts.LastAsync("c1/1/0"))!.Try.ShouldBe(2);
    }

    [Fact]
    public async Task Waking_acts_brings_forward_those_of_the_case_that_wait_and_no_other_message()
    {
        OutboxRecord Act(string caseId, string number) => Message(caseId, number, minutes: 600) with { Destination = $"act:{caseId}/{number}" };
        var (one, two) = (Start("c1").Sending(Act("c1", "1"), Message("c1", "2", 600), Act("c1", "3") with { Status = OutboxStatus.Delivered }), Start("c2").Sending(Act("c2", "1")));
        await CommitAsync(one, two, one.Then() with { WakesActs = true });

        (await Cases.OutboxDueAsync(Monday.AddMinutes(1), 10)).Select(message => message.Key).ShouldBe(["c1/1"]);
    }

    [Fact]
    public async Task A_pack_keeps_its_content_and_is_approved_once()
    {
        var pack = new PackRecord("CN-2026.1", """{"id":"CN"}""", "abc", Monday, "lin");
        (await Stores.Packs.AddAsync(pack)).ShouldBeTrue();
        (await Stores.Packs.AddAsync(pack with { Content = "{}" })).ShouldBeFalse();
        (await Stores.Packs.ApprovedAsync()).ShouldBeEmpty();

        (await Stores.Packs.ApproveAsync("CN-2026.1", "zhao", Monday.AddHours(1))).ShouldBeTrue();
        (await Stores.Packs.ApproveAsync("CN-2026.1", "wu", Monday.AddHours(2))).ShouldBeFalse();

        var approved = pack with { ApprovedAt = Monday.AddHours(1), ApprovedBy = "zhao" };
        (await Stores.Packs.FindAsync("CN-2026.1")).ShouldBe(approved);
        (await Stores.Packs.ListAsync()).ShouldBe([approved]);
        (await Stores.Packs.ApprovedAsync()).ShouldBe([approved with { Content = "" }]);
    }

    [Fact]
    public async Task An_entry_of_a_register_is_written_by_whoever_has_read_the_last_one()
    {
        var first = new RegisterRecord("AGENT", "agent_1", 1, "{}", Monday, "lin");
        (await Stores.Registers.SaveAsync(first)).ShouldBeTrue();
        (await Stores.Registers.SaveAsync(first)).ShouldBeFalse();
        (await Stores.Registers.SaveAsync(first with { Version = 2, Json = "[]" })).ShouldBeTrue();
        (await Stores.Registers.SaveAsync(first with { Version = 2, Json = "[1]" })).ShouldBeFalse();
        (await Stores.Registers.SaveAsync(first with { Kind = "AGENCY" })).ShouldBeTrue();

        (await Stores.Registers.FindAsync("AGENT", "agent_1"))!.Json.ShouldBe("[]");
        (await Stores.Registers.ListAsync("AGENT", 10)).ShouldHaveSingleItem();
        (await Stores.Registers.FindAsync("AGENT", "agent_2")).ShouldBeNull();
    }

    private static ActRecord Decided(string caseId, int @try, bool isAllowed) => new()
    {
        ActId = $"{caseId}/1/0", Try = @try, CaseId = caseId, Sequence = @try + 1, Tenant = "bank", At = Monday, Kind = "CALL", Allowed = isAllowed, Actor = "guards", Act = "{}", Decision = "{}",
    };
}
