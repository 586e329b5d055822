using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Grains;

public sealed class PinningTests
{
    [Fact]
    public async Task A_case_goes_the_way_of_the_version_it_started_with_whatever_is_published_since()
    {
        await using var house = await EngineHouse.OpenAsync(Ending("One"));
        var (old, waiting) = (await house.StartAsync("m", "loan-1"), await house.StartAsync("m", "loan-2"));

        (await house.PublishAsync(Ending("Two"))).Version.ShouldBe(2);
        var young = await house.StartAsync("m", "loan-3");

        (await house.RaiseAsync(old, "e-1", "Go")).State.ShouldBe("One");
        (await house.RaiseAsync(young, "e-1", "Go")).State.ShouldBe("Two");
        await house.CrashAsync();
        (await house.RaiseAsync(waiting, "e-1", "Go")).State.ShouldBe("One");
        (await house.CaseAsync(young)).Record.DefinitionVersion.ShouldBe(2);
        (await house.DefinitionStore.ListAsync("m", withJson: false)).Select(version => version.Status)
            .ShouldBe([DefinitionStatus.Retired, DefinitionStatus.Published]);
    }

    [Fact]
    public async Task A_submachine_is_pinned_when_the_case_starts_not_when_it_is_entered()
    {
        await using var house = await EngineHouse.OpenAsync(
            Ending("One", "inner"),
            Of("Before", [State("Before"), State("Inside"), State("One"), State("Two")],
            [
                Way("Before", "Inside", OnEvent("Enter")),
                Way("Inside", "One", Machines.Submachine("inner"), Script("event.outcome == 'One'")), Way("Inside", "Two", Machines.Submachine("inner"), Script("event.outcome == 'Two'")),
            ]).Named("outer"));
        var old = await house.StartAsync("outer", "loan-1");
        await house.PublishAsync(Ending("Two", "inner"));
        var young = await house.StartAsync("outer", "loan-2");
        await house.CrashAsync();

        foreach (var id in new[] { old, young }) (await house.RaiseAsync(id, "e-1", "Enter")).State.ShouldBe("Inside/New");

        (await house.RaiseAsync(old, "e-2", "Go")).State.ShouldBe("One");
        (await house.RaiseAsync(young, "e-2", "Go")).State.ShouldBe("Two");
        (await house.CaseAsync(old)).Snapshot.Pins["inner"].ShouldBe(1);
        var kept = (await house.Sender.Send(new RetireDefinition("inner", EngineHouse.Designer))).Refusal();
        (kept.Kind, kept.Reason).ShouldBe((RefusalKind.Conflict, "'inner' runs inside 'outer', and that is published: no case could start there any more. Retire it first, or publish a new version of 'inner'."));
    }

    [Fact]
    public async Task A_definition_taken_back_starts_no_case_and_lets_running_ones_go_on_and_can_be_published_anew()
    {
        await using var house = await EngineHouse.OpenAsync(Ending("One"));
        var id = await house.StartAsync("m", "loan-1");

        (await house.Sender.Send(new RetireDefinition("m", EngineHouse.Designer))).Value().Status.ShouldBe(DefinitionStatus.Retired);

        (await house.SendStartAsync("m", "loan-2")).Refusal().Reason.ShouldContain("no published version");
        (await house.Sender.Send(new RetireDefinition("m", EngineHouse.Designer))).Refusal().Kind.ShouldBe(RefusalKind.NotFound);
        (await house.Sender.Send(new PublishDefinition("m", EngineHouse.Designer))).Refusal().Reason.ShouldContain("Save it again");
        (await house.RaiseAsync(id, "e-1", "Go")).State.ShouldBe("One");
        (await house.PublishAsync(Ending("One"))).Version.ShouldBe(2);
        await house.StartAsync("m", "loan-2");
    }

    private static JsonObject Ending(string state, string id = "m") => Of("New", [State("New"), State(state)], [Way("New", state, OnEvent("Go"))]).Named(id);
}
