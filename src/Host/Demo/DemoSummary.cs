using System.Globalization;
using System.Text;

namespace Doorstep.Host.Demo;

/// <summary>What became of the demonstration's cases. All but the time it took is the same whenever the seed is.</summary>
internal sealed record DemoSummary
{
    public required int Seed { get; init; }

    /// <summary>Cases started.</summary>
    public required int In { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>Real time.</summary>
    public required TimeSpan Took { get; init; }

    public required IReadOnlyList<(string Outcome, int Cases)> Outcomes { get; init; }

    public required long Accepted { get; init; }

    public required long Recorded { get; init; }

    public required long Refused { get; init; }

    public required long DeadlinesFired { get; init; }

    public required long Promises { get; init; }

    public required long Kept { get; init; }

    public required long Broken { get; init; }

    public required long Visits { get; init; }

    /// <summary>What was to leave the house.</summary>
    public required DemoActs Acts { get; init; }

    /// <summary>In fen, as are the next two.</summary>
    public required long OwedAtStart { get; init; }

    /// <summary>What the world's ledger sent, less what it took back.</summary>
    public required long Paid { get; init; }

    /// <summary>What the case files say.</summary>
    public required long OwedAtEnd { get; init; }

    /// <summary>Cases whose journal verifies.</summary>
    public required int Chains { get; init; }

    public int Closed => Outcomes.Sum(outcome => outcome.Cases);

    public bool AddsUp => Closed == In && Chains == In && OwedAtStart == Paid + OwedAtEnd && Acts.AddsUp;

    /// <summary>The same seed, the same text.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            Line(text, $"{In} synthetic cases, seed {Seed}; every person, amount and rate is invented.");
            Line(text, $"  In        {In,8:N0}");
            foreach (var (outcome, cases) in Outcomes) Line(text, $"    {outcome,-22}{cases,6:N0}");
            Line(text, $"  Closed    {Closed,8:N0}   still open {In - Closed:N0}: {(Closed == In ? "the sum adds up" : "THE SUM DOES NOT ADD UP")}");
            Line(text, $"  Events    {Accepted + Recorded + Refused,8:N0}   accepted {Accepted:N0}, recorded {Recorded:N0}, refused {Refused:N0}");
            Line(text, $"  Deadlines {DeadlinesFired,8:N0}   fired");
            Line(text, $"  Promises  {Promises,8:N0}   kept {Kept:N0}, broken {Broken:N0}, overtaken by events {Promises - Kept - Broken:N0}");
            Line(text, $"  Visits    {Visits,8:N0}");
            Acts.Write(text);
            Line(text, $"  Money     {Yuan(OwedAtStart)} owed, {Yuan(Paid)} paid, {Yuan(OwedAtEnd)} left: {(OwedAtStart == Paid + OwedAtEnd ? "the sum adds up" : "THE SUM DOES NOT ADD UP")}");
            Line(text, $"  Journals  {Chains:N0} of {In:N0} chains verify");
            Line(text, $"  Clock     {From.AddHours(8):yyyy-MM-dd} to {To.AddHours(8):yyyy-MM-dd}, {(To - From).TotalDays:N0} days");
            return text.ToString().TrimEnd();
        }
    }

    /// <summary>How fast it went here and now.</summary>
    public string Pace => string.Create(CultureInfo.InvariantCulture, $"  Took      {Took.TotalSeconds:N1} s, {(Accepted + Recorded + Refused + DeadlinesFired) / Took.TotalSeconds:N0} steps per second");

    private static string Yuan(long fen) => string.Create(CultureInfo.InvariantCulture, $"CNY {fen / 100m:N2}");

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
