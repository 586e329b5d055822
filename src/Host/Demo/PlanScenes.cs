using System.Globalization;

namespace Doorstep.Host.Demo;

/// <summary>Assessment, offer, instalments. Plans are short here, so that the demonstration ends within two years of its clock.</summary>
internal static class PlanScenes
{
    public static IEnumerable<Act> Assessment(Story story, DateTimeOffset now)
    {
        if (story.Dice.Percent(15)) yield break;
        var (documents, decision) = (story.Dice.Later(now, 2, 26), story.Dice.Pick((65, "AFFORDABLE"), (20, "RELIEF"), (15, "NO_HARDSHIP")));
        var left = decision == "RELIEF" ? 0 : Math.Max(1, story.Owed / story.Dice.From(4, 9));
        foreach (var act in ReliefScenes.State(story, documents, left)) yield return act;
        if (story.Dice.Percent(95)) yield return Act.Of(story.Dice.Later(documents, 2, 12), "HardshipAssessed", new { decision, by = story.Assessor, reason = "synthetic" });
    }

    /// <summary>An offer gets its terms first; then the customer answers.</summary>
    public static IEnumerable<Act> Offered(Story story, DateTimeOffset now)
    {
        if (story.Capacity == 0)
            return story.Dice.Pick<IEnumerable<Act>>(
                (40, ReliefScenes.Settle(story, now)), (25, ReliefScenes.WriteOff(story, story.Dice.Later(now, 5, 12))), (25, ReliefScenes.PutOff(story, story.Dice.Later(now, 1, 9))), (10, []));
        return story.Dice.Pick<IEnumerable<Act>>(
            (68, ReliefScenes.Agree(story, story.Dice.Later(now, 1, 12))),
            (10, [Act.Then(story.Dice.Later(now, 1, 8), "PlanCountered", () => new { instalment = Math.Max(1, (story.Owed + 11) / 12) })]),
            (5, [Act.Of(story.Dice.Later(now, 1, 12), "PlanRejected")]),
            (7, ReliefScenes.Settle(story, now)),
            (10, []));
    }

    /// <summary>Nine in ten instalments come; a few of them go back a day later.</summary>
    public static IEnumerable<Act> Active(Story story, DateTimeOffset now)
    {
        if (!story.Dice.Percent(92) || story.Plan.Instalment == 0) yield break;
        var at = Max(Due(story).AddHours(story.Dice.From(-40, 90)), now.AddHours(1));
        var amount = Math.Min(story.Plan.Instalment, story.Owed);
        var @ref = string.Create(CultureInfo.InvariantCulture, $"{story.Key}-{at:yyyyMMddHHmmss}");
        yield return Act.Of(at, "PaymentReceived", new { amount, @ref });
        if (amount < story.Owed && story.Dice.Percent(3)) yield return Act.Of(at.AddHours(20), "PaymentReversed", new { amount, @ref });
    }

    public static IEnumerable<Act> Review(Story story, DateTimeOffset now)
    {
        var at = story.Dice.Later(now, 1, 8);
        var again = Act.Of(at, "PlanReviewed", new { decision = "HARDSHIP", by = "hardship_syn_1" });
        if (story.Plan.Instalment == 0) return [again];
        return story.Dice.Pick<IEnumerable<Act>>(
            (50, [Act.Of(at, "PaymentReceived", new { amount = Math.Min(2 * story.Plan.Instalment, story.Owed) })]),
            (25, story.Capacity == 0 ? [again] : ReliefScenes.Agree(story, at)),
            (10, [again]),
            (10, [Act.Of(at, "PlanReviewed", new { decision = "ENDED", by = "hardship_syn_1", reason = "NO_ANSWER" })]),
            (5, []));
    }

    private static DateTimeOffset Due(Story story)
    {
        var (instalment, firstDue, paid) = story.Plan;
        return new DateTimeOffset(firstDue.AddMonths((int)(Math.Max(0, paid) / Math.Max(1, instalment))).ToDateTime(new TimeOnly(12, 0)), TimeSpan.FromHours(8)).ToUniversalTime();
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
