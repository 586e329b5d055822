using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Facts;
using static Doorstep.Workflows.Tests.Collections.Acts.ActWorld;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>What nobody has counted is not known to be little (b.1 rule 3), and help comes once.</summary>
public sealed class UncountedTests
{
    private static readonly ActWorld World = new();

    private static readonly PlannedAct Help = new(ActKind.Letter, ActPurpose.Service, Template: "HARDSHIP_INVITATION");

    [Fact]
    public void G2_who_starts_without_the_counters_of_other_systems_waits_until_they_matter_no_more()
    {
        var untold = World with { File = Since(Ten.AddDays(-6), World.File with { Sections = World.File.Sections.Remove("history") }) };
        var call = Call;

        untold.Refuses(call, "G2", "named no 'history'").NextTryAt.ShouldBe(Ten.AddDays(1));
        untold.Refuses(new PlannedAct(ActKind.Sms), "G2", "named no 'history'");
        (untold with { File = Since(Ten.AddDays(-7), untold.File) }).Allows(call);
        (untold with { File = Since(Ten.AddDays(-6), World.File) }).Allows(call);
        (untold with { Budget = untold.Budget!.Import("case-9", new ImportedCounters(Ten.AddDays(-1), new DateOnly(2026, 3, 1), 0, 0, 0)) }).Allows(call);
        untold.Allows(Help);
    }

    [Fact]
    public void G2_visits_that_nobody_has_counted_are_a_matter_of_thirty_days()
    {
        var untold = VisitDay.File with { Sections = VisitDay.File.Sections.Remove("history") };

        (VisitDay with { File = Since(Ten.AddDays(-29), untold) }).Refuses(Visit, "G2", "named no 'history'").NextTryAt.ShouldBe(Ten.AddDays(1));
        (VisitDay with { File = Since(Ten.AddDays(-30), untold) }).Allows(Visit);
    }

    [Fact]
    public void G2_the_same_help_comes_no_oftener_than_letters_may_and_answers_come_whenever_they_are_asked_for()
    {
        var (world, answered) = (World, World);
        for (var letters = 0; letters < 3; letters++)
        {
            world = world.Told("ActDecided", $$"""{"actId":"h-{{letters}}","kind":"LETTER","purpose":"SERVICE","template":"HARDSHIP_INVITATION","allowed":true}""", -1);
            answered = answered.Told("ActDecided", $$"""{"actId":"a-{{letters}}","kind":"LETTER","purpose":"SERVICE","template":"DISPUTE_ANSWER","allowed":true}""", -1);
        }

        world.Refuses(Help, "G2", "letters of this kind in 7 days").NextTryAt.ShouldBe(Ten.AddDays(6).AddMilliseconds(1));
        world.Allows(Help with { Template = "COMPLAINT_ANSWER" });
        answered.Allows(Help with { Template = "DISPUTE_ANSWER" });
    }

    [Theory]
    [InlineData("LETTER")]
    [InlineData("SMS")]
    public void G2_T10_T15_the_same_help_is_not_offered_twice_in_a_day_whichever_way(string kind)
    {
        string invited = $$"""{"actId":"h-1","kind":"{{kind}}","purpose":"SERVICE","template":"HARDSHIP_INVITATION","allowed":true}""";

        World.Told("ActDecided", invited, -0.9).Refuses(Help, "G2", "less than a day ago").NextTryAt.ShouldBe(Ten.AddDays(0.1));
        World.Told("ActDecided", invited, -1).Allows(Help);
        World.Told("ActDecided", invited, -0.9).Allows(Help with { Template = "COMPLAINT_ANSWER" });
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(null, true)]
    public void G3_T5_a_promise_of_somebody_who_did_not_prove_to_be_the_customer_opens_nothing(bool? proven, bool opens)
    {
        var file = Files.Open().With("PromiseMade", new { amount = 500, date = Files.Day(7), identityProven = proven });

        (file.Promise.Amount == 500).ShouldBe(opens);
        (Promises.Against(new PromiseMade(500, new DateOnly(2031, 3, 10), IdentityProven: proven), new DateOnly(2031, 3, 3), 500) is null).ShouldBe(opens);
    }

    private static CaseFile Since(DateTimeOffset began, CaseFile file) => file with { Contact = file.Contact with { Since = began } };
}
