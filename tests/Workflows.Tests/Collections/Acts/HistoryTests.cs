using Doorstep.Workflows.Collections.Acts;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>Nothing unlawful leaves the house, whatever comes in whatever order; and if a guard were broken, this would say so.</summary>
public sealed class HistoryTests(ITestOutputHelper output)
{
    private const int Histories = 20_000;
    private const int Steps = 14;

    [Fact]
    public void S12_in_20000_histories_nothing_unlawful_leaves_the_house()
    {
        var (allowed, refused) = (0, 0);
        Parallel.For(0, Histories, seed =>
        {
            var history = new History(seed, ActWorld.Decider).Play(Steps);
            Interlocked.Add(ref allowed, history.Allowed.Count);
            Interlocked.Add(ref refused, history.Refused);
            Oracle.Wrong(history.Allowed).ShouldBeEmpty($"seed {seed}");
        });

        output.WriteLine($"{allowed} acts allowed, {refused} refused.");
        allowed.ShouldBeGreaterThan(20_000);
        refused.ShouldBeGreaterThan(20_000);
    }

    [Fact]
    public void Every_kind_of_act_is_allowed_in_some_history() => Enumerable.Range(0, 2_000).SelectMany(seed => new History(seed, ActWorld.Decider).Play(Steps).Allowed).Select(done => done.Act.Kind)
        .Distinct().Order().ShouldBe([ActKind.Call, ActKind.Sms, ActKind.Email, ActKind.Letter, ActKind.Visit, ActKind.ThirdPartyEnquiry, ActKind.LegalReferral, ActKind.CreditReport]);

    [Theory]
    [InlineData("G1", "outside the window")]
    [InlineData("G2", "above the cap")]
    [InlineData("G2", "above the cap of letters")]
    [InlineData("G4", "under hold")]
    [InlineData("G4", "over a message that nobody has read")]
    [InlineData("G5", "opted out")]
    [InlineData("G5", "without the customer's word")]
    [InlineData("G5", "before the customer was told")]
    [InlineData("G6", "to a third party")]
    [InlineData("G7", "without a second person")]
    [InlineData("G7", "before contact was exhausted")]
    [InlineData("G8", "without two authorised agents")]
    [InlineData("G9", "without an appointment")]
    [InlineData("G12", "without two approvers")]
    [InlineData("G12", "before the letter before action has arrived")]
    [InlineData("G13", "without a fresh pack")]
    [InlineData("G15", "past the lawyer")]
    [InlineData("G15", "a notice past the adviser")]
    public void A_guard_that_is_left_out_is_noticed(string guard, string what)
    {
        // Represented is a hold as well; without both nobody stands before the lawyer.
        string[] left = guard == "G15" ? ["G15", "G4"] : [guard];
        var broken = new ActDecider([.. ActDecider.All.Where(known => !left.Contains(known.Number))]);

        Enumerable.Range(0, 4_000).SelectMany(seed => Oracle.Wrong(new History(seed, broken).Play(Steps).Allowed)).ShouldContain(wrong => wrong.Contains(what, StringComparison.Ordinal));
    }
}
