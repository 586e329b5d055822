using System.Net;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task A_host_whose_database_is_gone_lives_and_is_not_ready()
    {
        await using var doorstep = new RunningDoorstep();
        await doorstep.InitializeAsync();
        using var probe = doorstep.ClientWith(null);
        (await probe.GetAnswerAsync("/health/ready")).ShouldRead("200 application/json\n{\n  \"status\": \"ready\"\n}");

        var (database, away) = (Path.Combine(doorstep.DataFolder, "doorstep.db"), Path.Combine(doorstep.DataFolder, "away.db"));
        File.Move(database, away);
        (await probe.GetAnswerAsync("/health/ready")).ShouldRead(
            """
            503 application/json
            {
              "status": "unready",
              "reason": "The database does not answer, or does not take what is written."
            }
            """);
        (await probe.GetAnswerAsync("/health/live")).With(HttpStatusCode.OK);
        File.Exists(database).ShouldBeFalse("who asks whether it is there must not make it");

        File.Move(away, database);
        (await probe.GetAnswerAsync("/health/ready")).With(HttpStatusCode.OK);
    }
}
