using System.Text.Json;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Commands.Overrides;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage.Overrides;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Overrides.OverrideHouse;

namespace Doorstep.Workflows.Tests.Overrides;

/// <summary>Who decides: one person, two, never the same twice, in time, and on the case that was looked at.</summary>
public sealed class FourEyesTests
{
    private static readonly object Close = new { verb = "CLOSE" };

    [Fact]
    public async Task Nothing_is_done_before_a_second_person_with_the_right_role_has_approved_it()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        var before = (await house.CaseAsync(id)).Record.Sequence;
        var asked = await house.WaitAsync(id, Close);

        (await house.ApproveAsync(id, asked, Li)).Refusal().Reason.ShouldBe("'user:li.wei' has asked for it; somebody else has to decide.");
        (await house.ApproveAsync(id, asked, Li with { Name = " USER:Li.Wei " })).Refusal().Kind.ShouldBe(RefusalKind.Impossible);
        (await house.ApproveAsync(id, asked, Li with { Roles = [Role.Administrator] })).Refusal().Kind.ShouldBe(RefusalKind.Impossible);
        await Should.ThrowAsync<ForbiddenException>(async () => await house.ApproveAsync(id, asked, new Actor("key:ledger", [Role.Service])));
        (await house.Sender.Send(new ApproveOverride(id, asked, " ", Wang))).Refusal().Faults.ShouldHaveSingleItem().Path.ShouldBe("reason");
        (await house.ApproveAsync("another", asked)).Refusal().Kind.ShouldBe(RefusalKind.NotFound);
        (await house.CaseAsync(id)).Record.Sequence.ShouldBe(before);

        var done = (await house.ApproveAsync(id, asked, Wang)).Value();
        (done.Seen.Row.Status, done.Case!.State).ShouldBe((OverrideStatus.Applied, "ClosedRecalled"));
        var kept = await house.KeptAsync(id);
        (kept.GetProperty("requestedBy").GetString(), kept.GetProperty("approval").GetProperty("by").GetString()).ShouldBe(("user:li.wei", "user:wang"));
        (await house.ApproveAsync(id, asked)).Refusal().Reason.ShouldContain("is applied; it waits for nobody");
    }

    [Fact]
    public async Task B1_rule_7_nothing_waits_for_another_key_of_the_same_issuer()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        async Task<Actor> KeyAsync(Actor issuer, string name)
        {
            var key = (await house.Sender.Send(new IssueKey(name, ["Supervisor"], [], null, null, System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)), "synthetic", issuer))).Value();
            return new Actor($"key:{key.Name}", [Role.Supervisor]) { IssuedBy = key.IssuedBy };
        }

        var (eyes, other) = (new Actor("user:eyes", [Role.Administrator]), new Actor("user:other", [Role.Administrator]));
        var (first, second, third) = (await KeyAsync(eyes, "sup1"), await KeyAsync(eyes, "sup2"), await KeyAsync(other, "sup3"));
        var asked = await house.WaitAsync(id, Close, actor: first);

        foreach (var same in new[] { first, second })
        {
            (await ApprovalsAsync(house, same)).ShouldBeEmpty();
            (await house.Sender.Send(new GetOverride(id, asked, same))).Value().MayApprove.ShouldBeFalse();
            (await house.ApproveAsync(id, asked, same)).Refusal().Kind.ShouldBe(RefusalKind.Impossible);
        }

        var waiting = (await house.Sender.Send(new ListApprovals(10, third))).Value().ShouldHaveSingleItem();
        (waiting.Row.Id, waiting.MayApprove, waiting.CaseKey).ShouldBe((asked, true, (await house.CaseAsync(id)).Record.BusinessKey));
    }

    [Fact]
    public async Task R16_Two_who_approve_at_the_same_moment_are_not_both_told_that_it_was_them()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        var asked = await house.WaitAsync(id, Close);

        var answers = await Task.WhenAll(house.ApproveAsync(id, asked, Wang).AsTask(), house.ApproveAsync(id, asked, Zhao).AsTask());

        answers.OfType<Reply<OverrideReply>.Done>().Count().ShouldBe(1);
        answers.OfType<Reply<OverrideReply>.Refused>().ShouldHaveSingleItem().Kind.ShouldBe(RefusalKind.Conflict);
    }

    [Fact]
    public async Task What_only_compliance_may_approve_no_supervisor_does()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        await house.TellAsync(id, "DisputeRaised", new { ground = "AMOUNT" });
        var asked = await house.WaitAsync(id, new { verb = "MOVE", target = "Contact" });

        (await Should.ThrowAsync<ForbiddenException>(async () => await house.ApproveAsync(id, asked, Wang))).Message.ShouldContain("that takes one of: COMPLIANCE");

        (await house.ApproveAsync(id, asked)).Value().Case!.State.ShouldBe("Contact/RemoteContact");
    }

    [Fact]
    public async Task R16_An_approval_on_a_case_that_has_moved_is_void_and_says_where_the_case_stands()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        var (asked, other) = (await house.WaitAsync(id, Close), await house.WaitAsync(id, new { verb = "MOVE", target = "Hardship" }));
        await house.TellAsync(id, "PromiseMade", new { amount = 30_000, date = "2026-12-20" });

        var refused = (await house.ApproveAsync(id, asked)).Refusal();

        refused.Kind.ShouldBe(RefusalKind.Conflict);
        (refused.Fresh!.State, refused.Fresh.LastEvent).ShouldBe((await house.StateAsync(id), "PromiseMade"));
        (await SeenAsync(house, id, asked)).Row.Status.ShouldBe(OverrideStatus.Void);
        (await house.ApproveAsync(id, asked)).Refusal().Reason.ShouldContain("is void");
        (await house.ApproveAsync(id, other)).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
    }

    [Fact]
    public async Task An_approval_comes_in_time_or_not_at_all()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        var asked = await house.WaitAsync(id, Close);
        (await ApprovalsAsync(house, Zhao)).ShouldContain(asked);
        (await ApprovalsAsync(house, Li)).ShouldNotContain(asked);

        house.Clock.Advance(TimeSpan.FromHours(48));

        (await house.ApproveAsync(id, asked)).Refusal().Reason.ShouldStartWith($"Override '{asked}' expired at");
        (await SeenAsync(house, id, asked)).IsExpired.ShouldBeTrue();
        (await ApprovalsAsync(house, Zhao)).ShouldNotContain(asked);
    }

    [Fact]
    public async Task A_second_person_may_say_no_and_the_first_may_take_it_back_and_nobody_else()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        var (one, two) = (await house.WaitAsync(id, Close), await house.WaitAsync(id, new { verb = "MOVE", target = "Hardship" }));

        (await house.Sender.Send(new DeclineOverride(id, one, "No.", Li))).Refusal().Kind.ShouldBe(RefusalKind.Impossible);
        (await house.Sender.Send(new DeclineOverride(id, one, "The customer pays.", Zhao))).Value().Seen.Row.Status.ShouldBe(OverrideStatus.Declined);
        (await house.Sender.Send(new WithdrawOverride(id, two, "A slip.", Wang))).Refusal().Reason.ShouldContain("only the same person takes it back");
        (await house.Sender.Send(new WithdrawOverride(id, two, "A slip.", Li))).Value().Seen.Row.Status.ShouldBe(OverrideStatus.Withdrawn);

        JsonElement.Parse((await SeenAsync(house, id, one)).Row.Json).GetProperty("declined").GetProperty("reason").GetString().ShouldBe("The customer pays.");
        (await house.ApproveAsync(id, one)).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
    }

    [Fact]
    public async Task Two_who_decide_at_once_decide_once()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        var asked = await house.WaitAsync(id, Close);

        var replies = await Task.WhenAll(house.ApproveAsync(id, asked, Wang).AsTask(), house.ApproveAsync(id, asked, Zhao).AsTask(), house.Sender.Send(new DeclineOverride(id, asked, "No.", new Actor("user:sun", [Role.Compliance]))).AsTask());

        replies.OfType<Reply<OverrideReply>.Done>().Count().ShouldBeGreaterThanOrEqualTo(1);
        var row = (await SeenAsync(house, id, asked)).Row;
        var isClosed = (await house.StateAsync(id)) == "ClosedRecalled";
        row.Status.ShouldBe(isClosed ? OverrideStatus.Applied : OverrideStatus.Declined);
        (await house.JournalAsync(id)).Count(step => step.EventType == "SupervisorOverride").ShouldBe(isClosed ? 1 : 0);
    }

    [Fact]
    public async Task S68_Twelve_days_in_two_parts_are_twelve_days()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        var first = await house.DoAsync(id, new { verb = "EXTEND_DEADLINE", transition = "T55-escalated", by = "P9D" });

        await house.WaitAsync(id, new { verb = "EXTEND_DEADLINE", transition = "T55-escalated", by = "P3D" });

        (await house.UndoAsync(id, first.Seen.Row.Id)).Value();
        await house.DoAsync(id, new { verb = "EXTEND_DEADLINE", transition = "T55-escalated", by = "P3D" });
    }

    [Fact]
    public async Task The_same_request_again_is_the_same_override_and_another_one_takes_another_key()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        var sequence = (await house.CaseAsync(id)).Record.Sequence;
        var verb = new { verb = "EXTEND_DEADLINE", transition = "T55-escalated", by = "P1D" };

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => house.AskForAsync(id, verb, key: "same", sequence: sequence)));
        var again = (await house.AskForAsync(id, verb, key: "same", sequence: sequence)).Value();

        replies.OfType<Reply<OverrideReply>.Done>().ShouldNotBeEmpty();
        (again.Seen.Row.Status, again.Case!.Sequence).ShouldBe((OverrideStatus.Applied, sequence + 1));
        (await house.JournalAsync(id)).Count(step => step.EventType == "SupervisorOverride").ShouldBe(1);
        (await house.AskForAsync(id, new { verb = "CANCEL_VISIT" }, key: "same", sequence: sequence)).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
        (await house.AskForAsync(id, verb, key: "same", sequence: sequence, actor: Wang)).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_request_is_said_at_once()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        var body = JsonSerializer.SerializeToElement(new { @override = new { verb = "EXTEND_DEADLINE", transition = "", by = "soon", x = 1 }, sequence = "1", reason = new { code = "BECAUSE", note = "" }, evidence = new object[] { 1 }, because = "x" });

        var refused = (await house.Sender.Send(new RequestOverride(id, null, body, Li))).Refusal();

        refused.Faults.Select(fault => fault.Path).ShouldBe(["Idempotency-Key", "because", "override.x", "override.transition", "override.by", "sequence", "reason.note", "reason.code", "reason.text", "evidence[0]"], ignoreOrder: true);
        (await house.AskForAsync(id, Close, "STUCK_CASE", evidence: [])).Refusal().Faults.ShouldHaveSingleItem().Message.ShouldContain("rests on the case's own record");
        (await house.AskForAsync(id, Close, evidence: [])).Refusal().Faults.ShouldHaveSingleItem().Path.ShouldBe("evidence");
        (await house.AskForAsync("nobody", Close, sequence: 1)).Refusal().Kind.ShouldBe(RefusalKind.NotFound);
        (await house.AskForAsync(id, Close, sequence: 1)).Refusal().Fresh!.State.ShouldBe("Escalated");
    }

    private static async Task<OverrideSeen> SeenAsync(EngineHouse house, string id, string overrideId) => (await house.Sender.Send(new GetOverride(id, overrideId, Zhao))).Value();

    private static async Task<string[]> ApprovalsAsync(EngineHouse house, Actor actor) => [.. (await house.Sender.Send(new ListApprovals(100, actor))).Value().Select(seen => seen.Row.Id)];
}
