using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Marks;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Cases_are_found_by_the_start_of_their_key_in_the_order_of_the_keys()
    {
        foreach (var (id, key, minutes) in new[] { ("a", "LN-3", 0), ("b", "ln-1", 1), ("c", "LN-2", 2), ("d", "LN-2", 2), ("e", "LN-2", 3), ("f", "LX-1", 4), ("g", "LN-走", 5), ("h", "L", 6) })
            await CommitAsync(Marked(Start(id, key, tenant: id, at: Monday.AddMinutes(minutes)), new CaseMark(CaseMark.Key, CaseMark.KeyOf(key))));

        (await ListAsync(new CaseQuery { Key = "Ln-" })).ShouldBe(["b", "e", "c", "d", "a", "g"]);
        (await ListAsync(new CaseQuery { Key = "LN-走" })).ShouldBe(["g"]);
        (await ListAsync(new CaseQuery { Key = "N-" })).ShouldBeEmpty();
        (await ListAsync(new CaseQuery { Key = "LN_" })).ShouldBeEmpty();
        (await ListAsync(new CaseQuery { Key = "LN-", Tenants = ["c", "a"] })).ShouldBe(["c", "a"]);
        (await PagesAsync(new CaseQuery { Key = "ln-", Limit = 2 })).ShouldBe(["b", "e", "c", "d", "a", "g"]);
    }

    [Fact]
    public async Task Cases_are_found_by_person_hold_and_team_newest_first_and_by_all_of_them()
    {
        var (death, dispute, unit, person) = (new CaseMark(CaseMark.Hold, "DEATH"), new CaseMark(CaseMark.Hold, "DISPUTE"), new CaseMark(CaseMark.Team, "U-1"), new CaseMark(CaseMark.Person, "cust_1"));
        await CommitAsync(Marked(Start("a", at: Monday), death, unit), Marked(Start("b", at: Monday.AddMinutes(1)), death, dispute), Marked(Start("c", at: Monday.AddMinutes(1)), death, person, unit));
        await CommitAsync(Marked(Start("d", at: Monday.AddDays(1), state: "Visit/Pending"), person, dispute, unit));

        (await ListAsync(new CaseQuery { Hold = "DEATH" })).ShouldBe(["b", "c", "a"]);
        (await PagesAsync(new CaseQuery { Hold = "DEATH", Limit = 1 })).ShouldBe(["b", "c", "a"]);
        (await ListAsync(new CaseQuery { Team = "U-1" })).ShouldBe(["d", "c", "a"]);
        (await ListAsync(new CaseQuery { Person = "cust_1" })).ShouldBe(["d", "c"]);
        (await ListAsync(new CaseQuery { Hold = "DEATH", Team = "U-1" })).ShouldBe(["c", "a"]);
        (await ListAsync(new CaseQuery { Hold = "DEATH", Team = "U-1", Person = "cust_1" })).ShouldBe(["c"]);
        (await ListAsync(new CaseQuery { Team = "U-1", State = "Visit" })).ShouldBe(["d"]);
        (await ListAsync(new CaseQuery { Team = "U-1", Status = "completed" })).ShouldBeEmpty();
        (await ListAsync(new CaseQuery { Hold = "DEATH", StartedFrom = Monday.AddMinutes(1) })).ShouldBe(["b", "c"]);
        (await ListAsync(new CaseQuery { Hold = "DEATH", StartedUntil = Monday })).ShouldBe(["a"]);
        (await ListAsync(new CaseQuery { StartedFrom = Monday.AddHours(1) })).ShouldBe(["d"]);
        (await ListAsync(new CaseQuery { Hold = "death" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mark_goes_with_the_step_after_which_it_is_not_true()
    {
        var start = Marked(Start("a"), new CaseMark(CaseMark.Hold, "DEATH"), new CaseMark(CaseMark.Team, "U-1"));
        await CommitAsync(start);
        var next = start.Then();
        await CommitAsync(next with { Unmarked = [new MarkRecord(CaseMark.Hold, "DEATH", next.Case.CreatedAt, "a")], Marked = [new MarkRecord(CaseMark.Hold, "SAFETY", next.Case.CreatedAt, "a")] });

        (await ListAsync(new CaseQuery { Hold = "DEATH" })).ShouldBeEmpty();
        (await ListAsync(new CaseQuery { Hold = "SAFETY" })).ShouldBe(["a"]);
        (await ListAsync(new CaseQuery { Team = "U-1" })).ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_page_of_some_states_is_in_the_order_of_the_list_whatever_state_each_case_is_in()
    {
        foreach (var (id, state, minutes) in new[] { ("a", "Visit", 0), ("b", "Visit/Pending", 1), ("c", "Contact", 2), ("d", "Visit/Done", 3), ("e", "Visit/Pending", 3), ("f", "Visit", 3) })
            await CommitAsync(Start(id, state: state, at: Monday.AddMinutes(minutes)));
        var closed = Start("z", state: "Visit", at: Monday.AddMinutes(9));
        await CommitAsync(closed, closed.Then(change: row => row with { Status = CaseStatus.Completed, CompletedAt = row.UpdatedAt }));

        (await PagesAsync(new CaseQuery { State = "Visit", Limit = 2 })).ShouldBe(["z", "d", "e", "f", "b", "a"]);
        (await PagesAsync(new CaseQuery { State = "Visit", Status = "running", Limit = 4 })).ShouldBe(["d", "e", "f", "b", "a"]);
        (await PagesAsync(new CaseQuery { Status = "running", Limit = 3 })).ShouldBe(["d", "e", "f", "c", "b", "a"]);
    }

    private static StepRecord Marked(StepRecord start, params CaseMark[] marks) => start with { Marked = [.. marks.Select(mark => new MarkRecord(mark.Kind, mark.Value, start.Case.CreatedAt, start.Case.Id))] };

    private async Task<IEnumerable<string>> PagesAsync(CaseQuery query)
    {
        var seen = new List<string>();
        while (await Cases.ListCasesAsync(query) is [.., var last] page)
        {
            page.Count.ShouldBeLessThanOrEqualTo(query.Limit);
            seen.AddRange(page.Select(row => row.Id));
            query = query with { After = (last.CreatedAt, last.Id), AfterKey = last.BusinessKey };
        }

        return seen;
    }
}
