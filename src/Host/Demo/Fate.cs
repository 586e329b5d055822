namespace Doorstep.Host.Demo;

/// <summary>What happens to a customer whatever the bank does. The rates are invented (domain.md f).</summary>
internal static class Fate
{
    public static IEnumerable<Act> Of(Story story) =>
        [.. Recovery(story), .. Hardship(story), .. Dispute(story), .. Complaint(story), .. Death(story), .. Rest(story)];

    private static IEnumerable<Act> Recovery(Story story)
    {
        if (!story.Dice.Percent(story.Bucket switch { "M1" => 16, "M2" => 8, _ => 4 })) yield break;
        var at = story.Dice.Later(story.StartAt, 2, 25);
        yield return story.Dice.Percent(30) ? Act.Of(at, "PaymentReceived", new { amount = story.Total }) : Act.Of(at, "PaymentReceived", new { amount = story.Arrears });
        yield return Act.Of(at.AddHours(18), "AccountCured");
    }

    private static IEnumerable<Act> Hardship(Story story)
    {
        if (story.Dice.Percent(8)) yield return Act.Of(story.Dice.Later(story.StartAt, 2, 40), "HardshipDeclared", new { reason = "INCOME_LOST", source = "CUSTOMER" });
        else if (story.Dice.Percent(4)) yield return Act.Of(story.Dice.Later(story.StartAt, 2, 40), "ReliefRequested", new { kind = "INSTALMENTS" });
    }

    private static IEnumerable<Act> Dispute(Story story)
    {
        if (!story.Dice.Percent(3)) yield break;
        var at = story.Dice.Later(story.StartAt, 1, 30);
        yield return Act.Of(at, "DisputeRaised", new { ground = "AMOUNT" });
        var answered = story.Dice.Later(at, 8, 14);
        yield return Act.Of(answered, "DisputeResolved", new { result = story.Dice.Pick((1, "UPHELD"), (3, "REJECTED")), answerRef = "doc:answer" });
        yield return Release(story.Dice.Later(answered, 1, 3), "DISPUTE");
    }

    private static IEnumerable<Act> Complaint(Story story)
    {
        if (!story.Dice.Percent(1)) yield break;
        var at = story.Dice.Later(story.StartAt, 1, 40);
        yield return Act.Of(at, "ComplaintFiled", new { category = "FREQUENT_CALLS" });
        var closed = story.Dice.Later(at, 5, 14);
        yield return Act.Of(closed, "ComplaintClosed", new { result = "UPHELD", answerRef = "doc:answer", by = "complaints_syn_1" });
        yield return Release(story.Dice.Later(closed, 1, 3), "COMPLAINT");
    }

    /// <summary>A hold whose ground is gone is let go by a person, and by nobody else.</summary>
    private static Act Release(DateTimeOffset at, string hold) => Act.Of(at, "HoldReleased", new { hold, by = "compliance_syn_1", reason = "synthetic" });

    private static IEnumerable<Act> Death(Story story)
    {
        if (!story.Dice.Percent(0.1)) yield break;
        var at = story.Dice.Later(story.StartAt, 1, 60);
        yield return Act.Of(at, "CustomerDeceased", new { evidence = "REPORTED" });
        yield return Act.Of(story.Dice.Later(at, 7, 30), "CustomerDeceased", new { evidence = "CERTIFIED" });
    }

    private static IEnumerable<Act> Rest(Story story)
    {
        var at = story.Dice.Later(story.StartAt, 5, 60);
        if (story.Dice.Percent(2)) yield return Act.Of(story.Dice.Later(story.StartAt, 3, 30), "AgencyChanged", new { agency = DemoRegisters.Agency });
        if (story.Dice.Percent(0.3)) yield return Act.Of(at, "InsolvencyOpened", new { number = "SYN-COURT-1" });
        else if (story.Dice.Percent(0.4)) yield return Act.Of(at, "FraudConfirmed");
        else if (story.Dice.Percent(0.8)) yield return Act.Of(at, "DebtTransferred", new { newHolder = "SYN-HOLDER", notifiedOn = ReliefScenes.DayOf(at) });
    }
}
