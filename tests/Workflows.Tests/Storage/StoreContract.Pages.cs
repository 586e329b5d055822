using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_numbered_page_has_its_rows_and_the_total()
    {
        foreach (var (id, minutes) in new[] { ("a", 0), ("b", 1), ("c", 2), ("d", 3) }) await CommitAsync(Start(id, at: Monday.AddMinutes(minutes)));

        var page = await Stores.Pages.FindAsync(new CasePageQuery { Skip = 1, Take = 2 });

        page.Total.ShouldBe(4);
        page.Items.Select(row => row.Id).ShouldBe(["c", "b"]);
        (await Stores.Pages.FindAsync(new CasePageQuery { IsDescending = false, Take = 1 })).Items.ShouldHaveSingleItem().Id.ShouldBe("a");
    }

    [Fact]
    public async Task A_page_shows_only_what_its_filters_let_through()
    {
        var (open, closed, faulted) = (Start("open"), Start("closed", at: Monday.AddDays(1)), Start("faulted", key: "LN-9", at: Monday.AddDays(2)));
        await CommitAsync(open, closed, closed.Close(), faulted, faulted.Then(change: row => row with { IsFaulted = true }));
        async Task<string> Found(CasePageQuery query) => string.Join(" ", (await Stores.Pages.FindAsync(query with { IsDescending = false })).Items.Select(row => row.Id));

        (await Found(new CasePageQuery { Status = CaseStatus.Running })).ShouldBe("open faulted");
        (await Found(new CasePageQuery { Status = CaseStatus.Completed })).ShouldBe("closed");
        (await Found(new CasePageQuery { IsFaulted = true })).ShouldBe("faulted");
        (await Found(new CasePageQuery { BusinessKey = "LN-9" })).ShouldBe("faulted");
        (await Found(new CasePageQuery { Text = "clo" })).ShouldBe("closed");
        (await Found(new CasePageQuery { Ids = ["open", "closed"] })).ShouldBe("open closed");
        (await Found(new CasePageQuery { DefinitionIds = ["overdue"], Version = 1 })).ShouldBe("open closed faulted");
        (await Found(new CasePageQuery { DefinitionIds = ["another"] })).ShouldBe("");
        (await Found(new CasePageQuery { Times = [new TimeBound(CaseTime.Created, true, Monday.AddHours(1)), new TimeBound(CaseTime.Created, false, Monday.AddDays(1))] })).ShouldBe("closed");
        (await Found(new CasePageQuery { Times = [new TimeBound(CaseTime.Completed, true, Monday)] })).ShouldBe("closed");
        (await Found(new CasePageQuery { OrderBy = CaseOrder.Updated })).ShouldBe("open closed faulted");
    }

    [Fact]
    public async Task How_far_cases_are_is_one_question()
    {
        var start = Start("a");
        await CommitAsync(start, start.Then(), Start("b"));

        (await Stores.Pages.SequencesAsync(["a", "b", "nobody"])).OrderBy(pair => pair.Key).ShouldBe([KeyValuePair.Create("a", 2L), KeyValuePair.Create("b", 1L)]);
    }
}
