namespace Doorstep.Workflows.Tests.Acts;

/// <summary>S19: numbers that the shipped definitions ask for are those of the policy pack in force. The shipped house under a pack with numbers of its own.</summary>
public sealed class RuledDefinitionTests
{
    [Fact]
    public async Task S5_S19_remote_contact_is_exhausted_after_as_many_attempts_as_the_pack_says()
    {
        await using var house = await ShippedHouse.UnderAsync(("remote.minAttempts", 4));
        var id = await house.BeginAsync();
        foreach (var (channel, result) in ((string, string)[])[("CALL", "NO_ANSWER"), ("LETTER", "DELIVERED"), ("CALL", "NO_ANSWER")])
        {
            await house.LaterAsync(TimeSpan.FromDays(1));
            await house.TellAsync(id, "ContactAttempted", new { channel, result });
        }

        await house.LaterAsync(TimeSpan.FromDays(28));
        (await house.StateAsync(id)).ShouldBe("Contact/RemoteContact");

        (await house.TellAsync(id, "ContactAttempted", new { channel = "LETTER", result = "DELIVERED" })).ShouldBe("Escalated", "the clock has long been due and asks again at every fact");
    }

    [Fact]
    public async Task T13_S19_hardship_is_reviewed_after_as_many_broken_promises_as_the_pack_says()
    {
        await using var house = await ShippedHouse.UnderAsync(("promise.brokenMax", 1));
        var id = await house.BeginAsync();
        (await house.TellAsync(id, "PromiseMade", new { amount = 10_000, date = "2026-11-10" })).ShouldBe("Contact/PtpActive");

        await house.LaterAsync(TimeSpan.FromDays(13));

        (await house.StateAsync(id)).ShouldBe("Hardship/HardshipAssessment");
    }
}
