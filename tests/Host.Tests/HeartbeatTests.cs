using System.Diagnostics;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests;

public sealed class HeartbeatTests
{
    [Fact]
    public async Task By_the_real_clock_a_case_leaves_intake_by_itself()
    {
        await using var doorstep = new RunningDoorstep { Clock = null };
        await doorstep.InitializeAsync();
        var id = await doorstep.Client.StartAsync("SYN-BEAT-1");

        var waited = Stopwatch.StartNew();
        string state;
        do state = (await doorstep.Client.GetAnswerAsync($"/api/v1/cases/{id}"))["state"];
        while (state == "Intake" && waited.Elapsed < TimeSpan.FromMinutes(2));

        state.ShouldBe("Contact/RemoteContact", "the outbox's heartbeat delivers 'IntakeChecked' within seconds");
    }
}
