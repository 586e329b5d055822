using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;

namespace Doorstep.Workflows.Tests.Rows;

/// <summary>S14: nobody gets more cases than there is room for, and those who are equal get as many.</summary>
public sealed class AssignmentTests
{
    private static int _sent;

    private static readonly DateOnly Today = new(2026, 11, 2);

    [Fact]
    public async Task S14_An_assignment_above_the_cap_is_refused_with_who_has_room()
    {
        await using var house = await OpenAsync(("agent_1", 2), ("agent_2", 2));
        var cases = await LoansAsync(house, 3);
        foreach (var id in cases.Take(2)) await AssignAsync(house, id, "agent_1");

        var refused = (await SendAsync(house, cases[2], "agent_1")).Refusal();

        (refused.Kind, refused.Reason).ShouldBe((RefusalKind.Impossible, "'agent_1' has 2 running cases and may have 2. Room have: agent_2 (0 of 2)."));
        (await house.RaiseAsync(cases[0], "paid", "PaymentReceived", new { amount = 100_000 })).IsCompleted.ShouldBeTrue();
        await AssignAsync(house, cases[2], "agent_1");
    }

    [Fact]
    public async Task S14_Sixteen_at_once_never_pass_a_cap_of_three()
    {
        await using var house = await OpenAsync(("agent_1", 3));
        var cases = await LoansAsync(house, 16);

        await Task.WhenAll(cases.Select(async id =>
        {
            // Whoever was told to come again comes again.
            while (await SendAsync(house, id, "agent_1") is Reply<Doorstep.Workflows.Grains.CaseAnswer>.Refused { Kind: RefusalKind.Busy }) await Task.Yield();
        }));

        (await Task.WhenAll(cases.Select(id => AgentOfAsync(house, id)))).Count(agent => agent == "agent_1").ShouldBe(3);
    }

    [Fact]
    public async Task S14_Who_is_suspended_complained_about_untrained_or_unknown_gets_no_case()
    {
        await using var house = await OpenAsync(("agent_1", 9), ("agent_2", 9));
        var id = (await LoansAsync(house, 1))[0];
        await AssignAsync(house, id, "agent_1");
        await house.RaiseAsync(id, "c1", "ComplaintFiled", new { accused = "agent_1" });
        await SaveAsync(house, "agent_3", new { isSuspended = true, trainedUntil = "2027-01-01" });
        await SaveAsync(house, "agent_4", new { trainedUntil = "2026-11-01" });

        (await SendAsync(house, id, "agent_1")).Refusal().Reason.ShouldBe("'agent_1' is off this case after a complaint or a suspension. Room have: agent_2 (0 of 9).");
        (await SendAsync(house, id, "agent_3")).Refusal().Reason.ShouldStartWith("'agent_3' is suspended.");
        (await SendAsync(house, id, "agent_4")).Refusal().Reason.ShouldStartWith("The training of 'agent_4' does not count on 2026-11-02.");
        (await SendAsync(house, id, "agent_9")).Refusal().Reason.ShouldStartWith("'agent_9' is not in the register of agents.");
        var proposed = (await house.Sender.Send(new ProposeAssignments([id, "none"], null, [], EngineHouse.Supervisor))).Value();
        proposed.Select(one => one.Agent).ShouldBe(["agent_2", null]);
    }

    [Fact]
    public async Task S14_A_case_that_goes_to_somebody_else_makes_room()
    {
        await using var house = await OpenAsync(("agent_1", 1), ("agent_2", 1));
        var cases = await LoansAsync(house, 2);
        await AssignAsync(house, cases[0], "agent_1");
        await AssignAsync(house, cases[0], "agent_2");

        await AssignAsync(house, cases[1], "agent_1");

        (await AgentOfAsync(house, cases[0]), await AgentOfAsync(house, cases[1])).ShouldBe(("agent_2", "agent_1"));
    }

    [Fact]
    public async Task S14_A_case_that_begins_with_an_agent_passes_what_every_assignment_passes()
    {
        await using var house = await OpenAsync(("agent_1", 1), ("agent_2", 1));
        await SaveAsync(house, "agent_3", new { isSuspended = true, trainedUntil = "2027-01-01" });

        (await StartRefusedAsync(house, "agent_9")).ShouldStartWith("'agent_9' is not in the register of agents.");
        (await StartRefusedAsync(house, "agent_3")).ShouldStartWith("'agent_3' is suspended.");
        var id = (await house.SendStartAsync("L-1", agent: "agent_1")).Value().CaseId;
        (await StartRefusedAsync(house, "agent_1")).ShouldBe("'agent_1' has 1 running cases and may have 1. Room have: agent_2 (0 of 1).");
        await AssignAsync(house, id, "agent_2");

        (await house.SendStartAsync("L-1", agent: "agent_1")).Value().CaseId.ShouldBe(id, "a repetition finds the case with somebody else and takes no place");
        (await AgentOfAsync(house, (await house.SendStartAsync("L-2", agent: "agent_1")).Value().CaseId), await AgentOfAsync(house, id)).ShouldBe(("agent_1", "agent_2"));
    }

    private static async Task<string> StartRefusedAsync(EngineHouse house, string agent) => (await house.SendStartAsync("L-2", agent: agent)).Refusal().Faults.Single(fault => fault.Path == "assignment.agent").Message;

    [Theory]
    [InlineData(100, 7)]
    [InlineData(7, 100)]
    [InlineData(60, 6)]
    public void S14_the_loads_of_equals_differ_by_one_at_most(int cases, int agents)
    {
        var register = Enumerable.Range(1, agents).Select(number => Fit($"agent_{number:000}")).ToArray();

        var proposed = FairSpread.Propose(Enumerable.Range(1, cases).Select(number => new CaseNeed($"c{number}", null, [])), register, new Dictionary<string, int>(), Today);

        var loads = register.Select(agent => proposed.Count(one => one.Agent == agent.Token)).ToArray();
        (loads.Sum(), loads.Max() - loads.Min() <= 1).ShouldBe((cases, true));
    }

    [Fact]
    public void S14_whoever_has_less_gets_more_and_skills_regions_and_caps_are_kept()
    {
        Agent[] register = [Fit("a") with { Regions = ["NORTH"] }, Fit("b") with { Skills = ["CANTONESE"] }, Fit("c") with { CapacityMax = 5 }];
        var loads = new Dictionary<string, int> { ["a"] = 1, ["b"] = 4, ["c"] = 5 };

        FairSpread.Propose([new CaseNeed("1", null, [], "NORTH"), new CaseNeed("2", null, [], "SOUTH"), new CaseNeed("3", null, [], null, ["CANTONESE"]), new CaseNeed("4", null, ["a", "b"]), new CaseNeed("5", null, [], null, ["WELSH"])], register, loads, Today)
            .Select(one => (one.Agent, one.Reason)).ShouldBe(
            [
                ("a", null), ("b", null), ("b", null), (null, "All 1 who may have it are at their cap."), (null, "Nobody in the register may have this case."),
            ]);
    }

    private static Agent Fit(string token) => new(token, TrainedUntil: new DateOnly(2027, 1, 1));

    private static async Task<EngineHouse> OpenAsync(params (string Token, int Cap)[] agents)
    {
        var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        foreach (var (token, cap) in agents) await SaveAsync(house, token, new { trainedUntil = "2027-01-01", capacityMax = cap });
        return house;
    }

    private static async Task SaveAsync(EngineHouse house, string token, object entry) =>
        (await house.Sender.Send(new SaveRegisterEntry(RegisterKind.Agent, token, JsonSerializer.SerializeToElement(entry), ActHouse.Lin))).Value();

    private static async Task<string[]> LoansAsync(EngineHouse house, int count)
    {
        var cases = new string[count];
        for (var number = 0; number < count; number++) cases[number] = await house.StartLoanAsync($"L-{number}", token: $"cust_syn_{number}");
        return cases;
    }

    private static ValueTask<Reply<Doorstep.Workflows.Grains.CaseAnswer>> SendAsync(EngineHouse house, string id, string agent) => house.SendEventAsync(id, $"to-{agent}-{Interlocked.Increment(ref _sent)}", "CaseAssigned", new { unit = "BRANCH-TEST", agent });

    private static async Task AssignAsync(EngineHouse house, string id, string agent) => (await SendAsync(house, id, agent)).Value();

    private static async Task<string?> AgentOfAsync(EngineHouse house, string id) => ((CaseFile)(await house.CaseAsync(id)).Snapshot.Facts).Assignment.Agent;
}
