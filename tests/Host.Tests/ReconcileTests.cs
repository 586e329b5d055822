using System.Net;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests;

/// <summary>R20 over HTTP: a house that was asked to compare first.</summary>
public sealed class ReconcileTests
{
    [Fact]
    public async Task R20_A_house_that_compares_first_says_so_to_whoever_probes_it_and_serves_once_somebody_has_released_it()
    {
        await using var house = new RunningDoorstep { Reconcile = "drill of March" };
        await house.InitializeAsync();
        using var probe = house.ClientWith(null);

        (await probe.GetAnswerAsync("/health/ready")).With(HttpStatusCode.OK)["status"].ShouldBe("reconciling");
        var report = (await house.Client.GetAnswerAsync("/api/v1/reconcile")).With(HttpStatusCode.OK);
        report["status"].ShouldBe("reconciling");
        report["why"].ShouldContain("'drill of March'");
        report.Json["messages"]!.AsArray().ShouldBeEmpty();

        (await house.Client.PostAnswerAsync("/api/v1/reconcile/resolve", """{"keys":["x/1/0"],"as":"gone","all":1}""")).With(HttpStatusCode.BadRequest).Text.ShouldContain("'gone' is neither 'sent' nor 'again'.");
        (await house.Client.PostAnswerAsync("/api/v1/reconcile/resolve", """{"keys":["x/1/0"],"as":"sent","reason":"They have it."}""")).With(HttpStatusCode.BadRequest).Text.ShouldContain("'x/1/0' is no message that waits for a decision.");
        (await house.Client.PostAnswerAsync("/api/v1/reconcile/release", "{}")).With(HttpStatusCode.BadRequest).Text.ShouldContain("a person who acts says why");
        (await house.Client.PostAnswerAsync("/api/v1/reconcile/release", """{"reason":"Nothing was sent."}""")).With(HttpStatusCode.OK)["status"].ShouldBe("serving");

        (await house.Client.PostAnswerAsync("/api/v1/reconcile/release", """{"reason":"Nothing was sent."}""")).With(HttpStatusCode.Conflict);
        (await probe.GetAnswerAsync("/health/ready")).With(HttpStatusCode.OK)["status"].ShouldBe("ready");
        (await house.Client.GetAnswerAsync("/api/v1/access-log?limit=5")).With(HttpStatusCode.OK).Text.ShouldContain("reconcile.release");
    }
}
