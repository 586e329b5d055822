using System.Text.Json;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Tests.Engine;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>What happened before a deadline and is heard of after it is late, and the journal says so (b.1 rule 6).</summary>
public sealed class LatePaymentTests
{
    [Theory]
    [InlineData(-5, true)]
    [InlineData(0, false)]
    public async Task S69_A_payment_from_before_the_promise_broke_is_late_and_is_told_so(int days, bool isLate)
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();
        var due = DateOnly.FromDateTime(house.Clock.GetUtcNow().UtcDateTime).AddDays(3);
        (await house.TellAsync(id, "PromiseMade", new { amount = 30_000, date = due })).ShouldBe("Contact/PtpActive");
        await house.LaterAsync(TimeSpan.FromDays(9));
        (await house.StateAsync(id)).ShouldBe("Contact/RemoteContact");

        (await house.Sender.Send(new RaiseEvent(id, "pay-1", "PaymentReceived", house.Clock.GetUtcNow().AddDays(days), JsonSerializer.SerializeToElement(new { amount = 1_000, @ref = "P-1" }), EngineHouse.Service))).Value();

        (await house.JournalAsync(id))[^1].Entries.Contains("Late: 'PaymentReceived' happened at", StringComparison.Ordinal).ShouldBe(isLate);
    }
}
