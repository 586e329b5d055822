using System.Globalization;

namespace Doorstep.Host.Demo;

/// <summary>Calls, letters, promises.</summary>
internal static class ContactScenes
{
    /// <summary>What a message was that asks for nothing.</summary>
    internal static readonly string[] Ordinary = ["NONE_OF_THESE"];

    /// <summary>Lawful means of finding somebody, as the events name them.</summary>
    private static readonly string[] Means = ["OWN_CONTACTS", "LAWFUL_SOURCE", "LAST_ADDRESS"];

    /// <summary>The house reaches out by itself; the customer answers what comes (<see cref="Answers"/>).</summary>
    public static IEnumerable<Act> Remote(Story story, DateTimeOffset now) => story.Paid >= story.Arrears ? [Act.Of(story.Dice.Later(now, 1, 1), "AccountCured")] : [];

    /// <summary>60 in 100 promises are kept; of the others some are kept in part.</summary>
    public static IEnumerable<Act> Promised(Story story, DateTimeOffset now)
    {
        var (amount, due) = story.Promise;
        if (story.Dice.Percent(60)) return [Act.Of(Max(due.AddHours(-story.Dice.From(1, 40)), now.AddHours(1)), "PaymentReceived", new { amount = Math.Min(amount, story.Owed) })];
        if (story.Dice.Percent(25)) return [Act.Of(Max(due, now.AddHours(1)), "PaymentReceived", new { amount = Math.Max(1, amount / 3) })];
        return story.Dice.Percent(15) ? [Promise(story, Max(due.AddHours(-20), now.AddHours(1)))] : [];
    }

    public static IEnumerable<Act> Unreachable(Story story, DateTimeOffset now) => story.Dice.Pick<IEnumerable<Act>>(
        (40, [Act.Of(story.Dice.Later(now, 3, 22), "ContactRestored", new { source = "ADDRESS_REGISTER" })]),
        (10, [Act.Of(story.Dice.Later(now, 3, 22), "CustomerReply", new { channel = "CALL", intent = "CALL_BACK", meant = Ordinary, by = "reviewer_syn_1" })]),
        (5, [Promise(story, story.Dice.Later(now, 3, 22))]),
        (10, Traced(story.Dice.Later(now, 10, 25))),
        (1, [Act.Of(story.Dice.Later(now, 10, 25), "EvasionSuspected", new { kinds = ReviewScenes.Signs, by = "reviewer_syn_1" })]),
        (34, []));

    /// <summary>Every lawful means was used and led nowhere.</summary>
    private static IEnumerable<Act> Traced(DateTimeOffset at) =>
    [
        .. Means.Select((means, hour) => Act.Of(at.AddHours(hour - 3), "TracingStepTaken", new { means, by = "tracer_syn_1" })),
        Act.Of(at, "TracingExhausted"),
    ];

    /// <summary>A promise of the arrears, of half of them or of everything, within a fortnight.</summary>
    public static Act Promise(Story story, DateTimeOffset at)
    {
        var open = Math.Max(1, story.Arrears - story.Paid);
        var amount = Math.Min(story.Owed, story.Dice.Pick((70, open), (15, Math.Max(1, open / 2)), (15, story.Owed)));
        var due = story.Dice.Later(at, 3, 13);
        return Act.Of(at, "PromiseMade", new { amount, date = due.AddHours(8).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
