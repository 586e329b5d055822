using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Publishing;
using Doorstep.Workflows.Definitions.Difference;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Definitions.Difference;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Commands.Publishing;

/// <summary>What a second designer looks at is not published before one has.</summary>
public sealed class FourEyesTests
{
    private static readonly Actor Chen = EngineHouse.Designer;
    private static readonly Actor Wang = new("user:wang", [Role.Designer]);
    private static readonly Actor Zhou = new("user:zhou", [Role.Designer]);

    [Fact]
    public async Task A_changed_deadline_is_published_only_after_a_second_designer_approved_it_and_who_when_and_why_are_kept()
    {
        await using var house = await EngineHouse.OpenAsync(DefinitionDiffTests.Case());
        await SaveAsync(house, "P15B", Chen);

        var refused = (await PublishAsync(house, Chen)).Refusal();
        refused.Kind.ShouldBe(RefusalKind.NeedsApproval);
        refused.Reason.ShouldStartWith("Version 2 of 'test' changes a deadline, so a second designer has to approve it first.");
        refused.Faults.ShouldHaveSingleItem().Message.ShouldContain("P15B");
        (await house.DefinitionStore.PublishedAsync("test"))!.Version.ShouldBe(1);

        var wish = (await ListAsync(house)).ShouldHaveSingleItem();
        (wish.Status, wish.Against, wish.Author).ShouldBe((PublicationStatus.Pending, 1, Chen.Name));
        wish.Concerns.ShouldBe([Concern.Deadline]);
        (await DecideAsync(house, wish, Wang)).Value().Status.ShouldBe(PublicationStatus.Approved);
        house.Clock.Advance(TimeSpan.FromHours(1));
        (await PublishAsync(house, Chen)).Value().Definition.Version.ShouldBe(2);

        (await ListAsync(house)).ShouldHaveSingleItem().Steps.Select(step => (step.What, step.By, step.Why)).ShouldBe(
            [(PublicationStatus.Pending, Chen.Name, null), (PublicationStatus.Approved, Wang.Name, "More time for documents."), (PublicationStatus.Published, Chen.Name, null)]);
    }

    [Fact]
    public async Task Nobody_approves_what_they_asked_for_or_wrote_themselves()
    {
        await using var house = await EngineHouse.OpenAsync(DefinitionDiffTests.Case());
        await SaveAsync(house, "P15B", Chen);
        (await PublishAsync(house, Wang)).Refusal();
        var wish = (await ListAsync(house)).Single();

        (await DecideAsync(house, wish, Wang)).Refusal().Reason.ShouldBe("'user:wang' has asked for approval; somebody else has to decide.");
        (await DecideAsync(house, wish, Chen)).Refusal().Reason.ShouldBe("'user:chen' wrote the version, or a part of it; somebody else has to decide.");
        await Should.ThrowAsync<ForbiddenException>(async () => await DecideAsync(house, wish, EngineHouse.Supervisor));
        (await DecideAsync(house, wish, Zhou)).Value();
    }

    [Fact]
    public async Task Whoever_wrote_a_draft_that_was_deleted_wrote_nothing_of_the_next_one()
    {
        await using var house = await EngineHouse.OpenAsync(DefinitionDiffTests.Case());
        await SaveAsync(house, "P15B", Chen);
        (await house.Sender.Send(new DeleteDefinition("test", 2, Wang))).Value();
        await SaveAsync(house, "P20B", Wang);
        (await PublishAsync(house, Wang)).Refusal();

        (await DecideAsync(house, (await ListAsync(house)).Single(), Chen)).Value();
    }

    [Fact]
    public async Task Nobody_approves_a_draft_that_they_wrote_a_part_of_whoever_saved_it_last()
    {
        await using var house = await EngineHouse.OpenAsync(DefinitionDiffTests.Case());
        await SaveAsync(house, "P15B", Chen);
        await SaveAsync(house, "P15B", Wang, "Waits for documents.");
        (await PublishAsync(house, Wang)).Refusal().Kind.ShouldBe(RefusalKind.NeedsApproval);

        var wish = (await ListAsync(house)).Single();
        (wish.Author, string.Join(' ', wish.Authors)).ShouldBe((Wang.Name, $"{Chen.Name} {Wang.Name}"));
        (await DecideAsync(house, wish, Chen)).Refusal().Reason.ShouldBe("'user:chen' wrote the version, or a part of it; somebody else has to decide.");
        (await DecideAsync(house, wish, Zhou)).Value();
        (await PublishAsync(house, Wang)).Value();

        // What is written on top of a published version has authors of its own.
        await SaveAsync(house, "P20B", Wang);
        (await PublishAsync(house, Wang)).Refusal();
        (await DecideAsync(house, (await ListAsync(house))[0], Chen)).Value();
    }

    [Fact]
    public async Task Nobody_writes_over_the_draft_of_somebody_else_that_was_not_read()
    {
        await using var house = await EngineHouse.OpenAsync(DefinitionDiffTests.Case());
        await SaveAsync(house, "P15B", Chen);
        var changed = DefinitionDiffTests.Case();
        changed["description"] = "Of somebody who has read nothing.";

        (await house.Sender.Send(new SaveDefinition(changed.ToJsonString(), null, Wang))).Refusal().Reason.ShouldStartWith("'user:chen' saved version 2 of 'test' at ");
        (await house.Sender.Send(new SaveDefinition(changed.ToJsonString(), null, Wang, IsNew: true))).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
        (await house.DefinitionStore.LatestAsync("test"))!.CreatedBy.ShouldBe(Chen.Name);
        (await house.Sender.Send(new SaveDefinition(changed.ToJsonString(), null, Chen))).Value().Definition.CreatedBy.ShouldBe(Chen.Name, "one's own draft");
    }

    [Fact]
    public async Task An_approval_is_void_when_the_draft_changes_and_about_nothing_but_what_was_looked_at()
    {
        await using var house = await EngineHouse.OpenAsync(DefinitionDiffTests.Case());
        await SaveAsync(house, "P15B", Chen);
        (await PublishAsync(house, Chen)).Refusal();
        var approved = (await DecideAsync(house, (await ListAsync(house)).Single(), Wang)).Value();

        house.Clock.Advance(TimeSpan.FromMinutes(3));
        await SaveAsync(house, "P90D", Zhou);

        var overtaken = (await ListAsync(house)).Single().Steps[^1];
        (overtaken.What, overtaken.By, overtaken.Why).ShouldBe((PublicationStatus.Void, Zhou.Name, "The draft was changed."));
        overtaken.At.ShouldBe((await house.DefinitionStore.LatestAsync("test"))!.CreatedAt);
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        await SaveAsync(house, "P91D", Wang);
        (await ListAsync(house)).Single().Steps[^1].ShouldBe(overtaken, "it stays as it happened");
        (await PublishAsync(house, Chen)).Refusal().Kind.ShouldBe(RefusalKind.NeedsApproval);
        (await DecideAsync(house, approved, Wang)).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
        (await ListAsync(house)).Select(wish => wish.Status).ShouldBe([PublicationStatus.Pending, PublicationStatus.Void]);
        (await DecideAsync(house, approved with { ContentHash = "another" }, Zhou)).Refusal().Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public async Task What_was_refused_can_be_asked_again_and_the_refusal_stays_in_the_record()
    {
        await using var house = await EngineHouse.OpenAsync(DefinitionDiffTests.Case());
        await SaveAsync(house, "P15B", Chen);
        (await PublishAsync(house, Chen)).Refusal();
        (await DecideAsync(house, (await ListAsync(house)).Single(), Wang, isApproved: false)).Value().Status.ShouldBe(PublicationStatus.Refused);
        (await DecideAsync(house, (await ListAsync(house)).Single(), Zhou)).Refusal().Kind.ShouldBe(RefusalKind.Conflict);

        (await PublishAsync(house, Chen)).Refusal().Kind.ShouldBe(RefusalKind.NeedsApproval);
        (await DecideAsync(house, (await ListAsync(house)).Single(), Zhou)).Value().Steps.Select(step => step.What)
            .ShouldBe([PublicationStatus.Pending, PublicationStatus.Refused, PublicationStatus.Pending, PublicationStatus.Approved]);
        (await PublishAsync(house, Zhou)).Value();
    }

    [Fact]
    public async Task Retracting_first_is_no_way_round_and_what_concerns_nobody_is_published_at_once()
    {
        await using var house = await EngineHouse.OpenAsync(DefinitionDiffTests.Case());
        (await house.Sender.Send(new RetireDefinition("test", Chen))).Value();
        await SaveAsync(house, "P15B", Chen);
        (await PublishAsync(house, Chen)).Refusal().Kind.ShouldBe(RefusalKind.NeedsApproval);

        var renamed = DefinitionDiffTests.Case();
        renamed["name"] = "Another name";
        (await house.Sender.Send(new SaveDefinition(renamed.ToJsonString(), null, Chen))).Value();
        (await PublishAsync(house, Chen)).Value().Definition.Status.ShouldBe(DefinitionStatus.Published);
    }

    [Fact]
    public async Task A_new_definition_that_plans_outreach_needs_a_second_designer_too()
    {
        await using var house = await EngineHouse.OpenAsync();
        var reaching = DefinitionDiffTests.Case();
        reaching["options"] = new JsonObject { ["usableAsActivity"] = true };
        reaching["root"]!["states"]![1]!["entry"] = Activity("Doorstep.PlanAct", ("kind", Literal("SMS")), ("template", Literal("reminder")));
        (await house.Sender.Send(new SaveDefinition(reaching.ToJsonString(), null, Chen))).Value();

        (await PublishAsync(house, Chen)).Refusal().Kind.ShouldBe(RefusalKind.NeedsApproval);
        (await DecideAsync(house, (await ListAsync(house)).Single(), Wang)).Value();
        (await PublishAsync(house, Chen)).Value();
    }

    [Fact]
    public async Task A_decision_without_a_reason_is_none()
    {
        await using var house = await EngineHouse.OpenAsync();

        (await house.Sender.Send(new DecidePublication("test", 2, null, true, " ", Wang))).Refusal().Faults.Select(fault => fault.Path).ShouldBe(["contentHash", "reason"]);
    }

    private static async Task SaveAsync(EngineHouse house, string within, Actor by, string? description = null)
    {
        var changed = DefinitionDiffTests.Case();
        if (description is not null) changed["description"] = description;
        changed["root"]!["transitions"]![2]!["trigger"]!["within"] = Literal(within);
        (await house.Sender.Send(new SaveDefinition(changed.ToJsonString(), (await house.DefinitionStore.LatestAsync("test"))?.ContentHash, by))).Value();
    }

    private static ValueTask<Reply<DefinitionSaved>> PublishAsync(EngineHouse house, Actor by) => house.Sender.Send(new PublishDefinition("test", by));

    private static async Task<IReadOnlyList<Publication>> ListAsync(EngineHouse house) => (await house.Sender.Send(new ListPublications("test", null, EngineHouse.Supervisor))).Value();

    private static ValueTask<Reply<Publication>> DecideAsync(EngineHouse house, Publication wish, Actor by, bool isApproved = true) =>
        house.Sender.Send(new DecidePublication(wish.DefinitionId, wish.Version, wish.ContentHash, isApproved, "More time for documents.", by));
}
