using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Lists;
using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Marks;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Workflows.Tests.Commands;

/// <summary>Cases are found by what their files say, from the step on that made it true.</summary>
public sealed class CaseListTests
{
    [Fact]
    public async Task A_case_is_found_by_its_person_from_the_start_and_by_a_hold_and_a_team_as_long_as_they_are_there()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var (first, second) = (await house.StartLoanAsync("L-1"), await house.StartLoanAsync("L-2", token: "cust_syn_2"));
        await house.RaiseAsync(first, "a1", "CaseAssigned", new { unit = "U-1" });
        await house.RaiseAsync(second, "a2", "CaseAssigned", new { unit = "U-1" });
        await house.RaiseAsync(first, "d1", "DisputeRaised", new { });

        (await house.FindAsync(new CaseFilter(Person: ActHouse.Customer))).ShouldBe([first]);
        (await house.FindAsync(new CaseFilter(Person: $" {ActHouse.Customer.ToUpperInvariant()}"))).ShouldBe([first], "a token is one whatever its letters, as everywhere");
        (await house.FindAsync(new CaseFilter(Hold: "DISPUTE"))).ShouldBe([first]);
        (await house.FindAsync(new CaseFilter(Team: "U-1"))).ShouldBe([first, second], ignoreOrder: true);
        (await house.FindAsync(new CaseFilter(Key: "l-"))).ShouldBe([first, second]);
        (await house.FindAsync(new CaseFilter(Key: second))).ShouldBe([second], "what begins no key may be a case's id");

        await house.RaiseAsync(second, "a3", "CaseAssigned", new { unit = "U-2" });
        (await house.FindAsync(new CaseFilter(Team: "U-1"))).ShouldBe([first]);
        (await house.FindAsync(new CaseFilter(Team: "U-2"))).ShouldBe([second]);
    }

    [Fact]
    public async Task An_age_counts_whole_days_since_the_case_began()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var old = await house.StartLoanAsync("L-1");
        house.Clock.Advance(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        var fresh = await house.StartLoanAsync("L-2", token: "cust_syn_2");

        (await house.FindAsync(new CaseFilter(AgeMin: 1))).ShouldBe([old]);
        (await house.FindAsync(new CaseFilter(AgeMin: 2))).ShouldBeEmpty();
        (await house.FindAsync(new CaseFilter(AgeMax: 1))).ShouldBe([fresh, old]);
        (await house.FindAsync(new CaseFilter(AgeMax: 0))).ShouldBe([fresh]);
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        (await house.FindAsync(new CaseFilter(AgeMin: 2))).ShouldBe([old]);
        (await house.FindAsync(new CaseFilter(AgeMax: 1))).ShouldBe([fresh]);
    }

    [Fact]
    public async Task Cases_from_before_there_were_marks_are_marked_once()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        await house.RaiseAsync(id, "d1", "DisputeRaised", new { });
        var (queue, filling) = (house.Services.GetRequiredService<CommitQueue>(), house.Services.GetRequiredService<MarkFilling>());
        (await queue.WriteAsync(PendingWrite.Statement("DELETE FROM case_marks", []), TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await house.FindAsync(new CaseFilter(Key: "L-"))).ShouldBeEmpty();

        (await filling.RunAsync(TestContext.Current.CancellationToken)).ShouldBe(1);

        (await house.FindAsync(new CaseFilter(Key: "L-", Person: ActHouse.Customer, Hold: "DISPUTE"))).ShouldBe([id]);
        (await filling.RunAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    [Fact]
    public async Task A_view_is_its_owners_alone()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var (lin, zhao) = (ActHouse.Lin, ActHouse.Zhao);
        (await house.Sender.Send(new SaveView("Deaths", new CaseFilter(Hold: "DECEASED"), lin))).Value();
        (await house.Sender.Send(new SaveView("Deaths", new CaseFilter(Hold: "DECEASED", AgeMin: 30), lin))).Value();
        (await house.Sender.Send(new SaveView("All", new CaseFilter(), lin))).Value();

        (await house.Sender.Send(new ListViews(lin))).Value().ShouldBe([new KeptView("All", new CaseFilter()), new KeptView("Deaths", new CaseFilter(Hold: "DECEASED", AgeMin: 30))]);
        (await house.Sender.Send(new ListViews(zhao))).Value().ShouldBeEmpty();
        (await house.Sender.Send(new RemoveView("Deaths", zhao))).ShouldBeOfType<Reply<KeptView>.Refused>().Kind.ShouldBe(RefusalKind.NotFound);
        (await house.Sender.Send(new RemoveView("Deaths", lin))).Value();
        (await house.Sender.Send(new ListViews(lin))).Value().Select(view => view.Name).ShouldBe(["All"]);

        var refused = (await house.Sender.Send(new SaveView(" ", new CaseFilter(Hold: "DEATHS", AgeMin: 5, AgeMax: 4, Status: "lost"), lin))).ShouldBeOfType<Reply<KeptView>.Refused>();
        refused.Faults.Select(fault => fault.Path).ShouldBe(["name", "status", "hold", "ageMax"]);
    }
}

internal static class CaseFinding
{
    public static async Task<IEnumerable<string>> FindAsync(this EngineHouse house, CaseFilter filter) => (await house.Sender.Send(new SearchCases(filter, null, 50, EngineHouse.Supervisor))).Value().Select(row => row.Id);
}
