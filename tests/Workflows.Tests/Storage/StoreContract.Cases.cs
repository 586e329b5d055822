using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_list_shows_what_a_case_row_says()
    {
        var start = Start("c1");
        var closed = start.Then(change: row => row with { Name = "走访", IsFaulted = true, Status = CaseStatus.Completed, State = "Closed", CompletedAt = row.UpdatedAt });
        await CommitAsync(start, closed);

        var row = closed.Case;
        (await Cases.ListCasesAsync(new CaseQuery())).ShouldHaveSingleItem().ShouldBe(new CaseSummary(
            row.Id, row.Tenant, row.BusinessKey, row.DefinitionId, row.DefinitionVersion, row.Status, row.State, row.Name, row.IsFaulted, row.Sequence,
            row.CreatedAt, row.UpdatedAt, row.CompletedAt));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Paging_meets_every_case_once_also_where_many_started_at_the_same_moment(int limit)
    {
        foreach (var (id, minutes) in new[] { ("d", 0), ("b", 0), ("f", 1), ("a", 0), ("e", 1), ("c", 0), ("g", 2) })
            await CommitAsync(Start(id, at: Monday.AddMinutes(minutes)));

        var (seen, query) = (new List<string>(), new CaseQuery { Limit = limit });
        while (await Cases.ListCasesAsync(query) is [.., var last] page)
        {
            page.Count.ShouldBeLessThanOrEqualTo(limit);
            seen.AddRange(page.Select(row => row.Id));
            query = query with { After = (last.CreatedAt, last.Id) };
        }

        seen.ShouldBe(["g", "e", "f", "a", "b", "c", "d"]);
    }

    [Fact]
    public async Task A_case_that_starts_while_somebody_pages_moves_no_row_to_another_page()
    {
        await CommitAsync(Start("a", at: Monday), Start("b", at: Monday.AddMinutes(1)));
        var first = (await Cases.ListCasesAsync(new CaseQuery { Limit = 1 })).ShouldHaveSingleItem();

        await CommitAsync(Start("c", at: Monday.AddMinutes(2)));

        (await ListAsync(new CaseQuery { After = (first.CreatedAt, first.Id) })).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Filters_narrow_the_list_together_with_paging()
    {
        await CommitAsync(Start("a"), Start("b", tenant: "agency"), Start("c"), Start("d", state: "Visit"));

        (await ListAsync(new CaseQuery { Tenant = "bank" })).ShouldBe(["a", "c", "d"]);
        (await ListAsync(new CaseQuery { Tenant = "bank", State = "New" })).ShouldBe(["a", "c"]);
        (await ListAsync(new CaseQuery { Tenant = "bank", After = (Monday, "a") })).ShouldBe(["c", "d"]);
        (await ListAsync(new CaseQuery { Tenant = "nobody" })).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Visit", "visit inner deep")]
    [InlineData("Visit/Pending", "inner deep")]
    [InlineData("Visi", "")]
    [InlineData("Visit/", "")]
    [InlineData("visit", "small")]
    [InlineData("V%", "percent")]
    [InlineData("V_sit", "underscore")]
    [InlineData(@"V\", "backslash")]
    [InlineData("走访", "chinese")]
    public async Task A_state_stands_for_itself_and_its_inner_states_letter_by_letter(string state, string expected)
    {
        await CommitAsync(
            Start("visit", state: "Visit"), Start("inner", state: "Visit/Pending"), Start("deep", state: "Visit/Pending/Call"), Start("sibling", state: "Visited"),
            Start("zero", state: "Visit0"), Start("small", state: "visit/Pending"), Start("percent", state: "V%/a"), Start("underscore", state: "V_sit/a"),
            Start("backslash", state: @"V\/a"), Start("chinese", state: "走访/预约"));

        (await ListAsync(new CaseQuery { State = state })).ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    [Fact]
    public async Task Status_tells_running_completed_and_faulted_cases_apart()
    {
        var (closed, faulted) = (Start("closed"), Start("faulted"));
        await CommitAsync(Start("running"), closed, closed.Close(), faulted, faulted.Then(change: row => row with { IsFaulted = true }));

        (await ListAsync(new CaseQuery { Status = "running" })).ShouldBe(["faulted", "running"]);
        (await ListAsync(new CaseQuery { Status = "completed" })).ShouldBe(["closed"]);
        (await ListAsync(new CaseQuery { Status = "faulted" })).ShouldBe(["faulted"]);
        (await Should.ThrowAsync<ArgumentException>(() => Cases.ListCasesAsync(new CaseQuery { Status = "lost" }))).Message.ShouldContain("running, completed, faulted");
    }

    [Theory]
    [InlineData("case-1", "case-1 case-12")]
    [InlineData("CASE-12", "case-12")]
    [InlineData("ln-7", "case-1")]
    [InlineData("zhang", "case-12")]
    [InlineData("走", "other")]
    [InlineData("hang", "")]
    [InlineData("%", "percent")]
    [InlineData("_", "underscore")]
    [InlineData(@"\", "backslash")]
    [InlineData("1_", "")]
    [InlineData("", "case-1 case-12 other percent underscore backslash")]
    public async Task Text_finds_cases_by_the_start_of_id_key_or_name_in_either_case_of_letters(string text, string expected)
    {
        await CommitAsync(Start("case-1", "LN-7"), Start("other", "K1"), Start("percent", "%K"), Start("underscore", "_K"), Start("backslash", @"\K"));
        await CommitAsync(Named(Start("case-12", "K2"), "Zhang San"), Named(Start("case-2", "K3", tenant: "agency"), "case-1"));
        await CommitAsync(Start("other", "K1").Then(change: row => row with { Name = "走访 1" }));

        (await ListAsync(new CaseQuery { Tenant = "bank", Text = text })).ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    private static StepRecord Named(StepRecord start, string name) => start with { Case = start.Case with { Name = name } };

    private async Task<IEnumerable<string>> ListAsync(CaseQuery query) => (await Cases.ListCasesAsync(query)).Select(row => row.Id);
}
