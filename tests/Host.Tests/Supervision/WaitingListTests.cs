using Doorstep.Host.Supervision;
using Doorstep.Workflows.Collections.Plans;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Commands;

namespace Doorstep.Host.Tests.Supervision;

/// <summary>Who is offered to decide on a concession (G11, S18).</summary>
public sealed class WaitingListTests
{
    private static readonly Actor Wang = new("user:wang", [Role.Supervisor]);

    [Theory]
    [InlineData("SUPERVISOR CREDIT_COMMITTEE", "user:li", 2)]
    [InlineData("CREDIT_COMMITTEE", "user:li", 0)]
    [InlineData("SUPERVISOR", "user:wang", 0)]
    public void S18_Buttons_are_there_for_whoever_may_decide_and_everybody_reads_who_may(string roles, string maker, int buttons)
    {
        var item = Of(new ConcessionRequest(1, ConcessionKind.Offer, At, new Approver(maker, "AGENT"), new Concession(100, 40, 12), [.. roles.Split(' ')], 1, "synthetic"));

        item.Acts.Length.ShouldBe(buttons);
        item.Note!.En.ShouldBe($"Asked for by {maker}. Still to agree: 1, of {roles.Replace(" ", " or ", StringComparison.Ordinal)} (G11).");
        item.Note.Zh.ShouldContain(roles.EndsWith("COMMITTEE", StringComparison.Ordinal) ? "授信审批委员会" : "主管");
    }

    [Fact]
    public void S18_Who_has_agreed_is_not_asked_again() =>
        Of(new ConcessionRequest(1, ConcessionKind.WriteOff, At, new Approver("user:li", "AGENT"), new Concession(100, 100, 0, IsWriteOff: true), ["SUPERVISOR"], 1, "synthetic") { Checkers = [new Approver("user:wang", "SUPERVISOR")] })
            .Acts.ShouldBeEmpty();

    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private static WaitingItem Of(ConcessionRequest request) => WaitingList.OfRequest(request, Wang);
}
