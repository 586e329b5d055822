using Doorstep.Workflows.Definitions.Liveness;
using static Doorstep.Workflows.Tests.Definitions.Liveness.Loan;
using static Doorstep.Workflows.Tests.Kernel.Build;

namespace Doorstep.Workflows.Tests.Definitions.Liveness;

/// <summary>How long a timer runs is known, or it is tried.</summary>
public sealed class ComputedTimerTests
{
    [Theory]
    [InlineData("Elsa.StartAt", "dateTime", "Literal", "2099-01-01T00:00:00Z", "waits for one day, the same for every case")]
    [InlineData("Elsa.StartAt", "dateTime", "JavaScript", "new Date(now.getTime() + 40 * 86400000).toISOString()", "runs 40 days for a case like any other")]
    [InlineData("Elsa.Cron", "cronExpression", "Literal", "0 0 29 2 *", "days for a case like any other")]
    [InlineData("Doorstep.Deadline", "within", "JavaScript", "'P' + '400D'", "runs 400 days for a case like any other")]
    [InlineData("Elsa.StartAt", "dateTime", "JavaScript", "new Date(now.getTime() + 9 * 86400000).toISOString()", null)]
    public void A_timer_that_is_computed_is_tried_on_cases_and_may_run_no_longer(string type, string input, string language, string text, string? wrong)
    {
        var trigger = new System.Text.Json.Nodes.JsonObject { ["id"] = "t", ["name"] = "t", ["type"] = type, ["version"] = 1, [input] = new System.Text.Json.Nodes.JsonObject { ["typeName"] = "String", ["expression"] = new System.Text.Json.Nodes.JsonObject { ["type"] = language, ["value"] = text } } };
        var late = Definition.Machine(Definition.Of("VisitReview", [Definition.State("VisitReview"), Definition.State("B")], [Definition.Way("VisitReview", "B", trigger)])).States["VisitReview"].Own.Single().Trigger!;

        var faults = Faults(With(Way("VisitReview", "RemoteContact", late, key: "late")), LivenessRules.Default with { Reach = Workflows.Collections.Samples.FactSamples.Reach });

        var told = faults.Where(fault => fault.Contains("The timer of 'late'", StringComparison.Ordinal)).ToArray();
        if (wrong is null) told.ShouldBeEmpty();
        else told.ShouldHaveSingleItem().ShouldContain(wrong);
    }
}
