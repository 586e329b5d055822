using Doorstep.Host.Demo;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Host.Tests.Demo;

public sealed class StoryTests
{
    private static readonly Story[] Many = Portfolio(seed: 3, 4000);

    [Fact]
    public void The_same_seed_and_number_tell_the_same_story_and_another_seed_another()
    {
        static string[] Told(int seed) => [.. Portfolio(seed, 50).Select(story => $"{story.Key[^6..]} {story.Total} {story.Bucket} {story.StartAt:O} {StartBody.Of(story)}"[..60])];

        Told(3).ShouldBe(Told(3));
        Told(4).ShouldNotBe(Told(3));
    }

    [Fact]
    public void Every_body_is_one_that_the_house_takes() =>
        Portfolio(seed: 5, 300).SelectMany(story => StartCaseBody.Check(StartBody.Of(story), ["CN-2026.1"])).ShouldBeEmpty();

    [Theory]
    [InlineData("M1", 70)]
    [InlineData("M2", 18)]
    [InlineData("M3", 8)]
    [InlineData("M3+", 4)]
    public void The_buckets_are_mixed_as_the_field_has_them(string bucket, int percent) =>
        (Many.Count(story => story.Bucket == bucket) / 40.0).ShouldBe(percent, tolerance: 2);

    [Fact]
    public void Every_scene_says_only_what_the_house_would_take()
    {
        string[] states =
        [
            "Contact/RemoteContact", "Contact/PtpActive", "Contact/Unreachable", "Escalated", "EvasionReview", "ManualIntervention", "InterventionTaken", "Visit/VisitReview", "Visit/AppointmentPending",
            "Visit/AppointmentConfirmed", "Visit/VisitInProgress", "Visit/VisitReporting", "Hardship/HardshipAssessment", "Hardship/PlanOffered", "Hardship/PlanActive",
            "Hardship/PlanReview", "Legal/LegalReview", "Legal/NoticeGiven", "Legal/LegalReferred",
        ];
        foreach (var (story, index) in Portfolio(seed: 9, 1000).Select((story, index) => (story, index)))
        {
            story.Book(ContactScenes.Promise(story, story.StartAt));
            foreach (var act in ReliefScenes.Agree(story, story.StartAt)) story.Book(act);
            story.Hear(states[index % states.Length], isClosed: false, story.StartAt, hasActed: false);
            foreach (var act in Script.Scene(story, story.StartAt))
            {
                FactCatalogue.Kinds.ShouldContainKey(act.Type);
                FactCatalogue.Check(act.Type, act.Data).ShouldBeEmpty(act.Type);
                act.At.ShouldBeGreaterThan(story.StartAt);
            }
        }
    }

    [Fact]
    public void Fate_too_says_only_what_the_house_would_take()
    {
        foreach (var act in Many.SelectMany(Fate.Of))
        {
            FactCatalogue.Kinds.ShouldContainKey(act.Type);
            FactCatalogue.Check(act.Type, act.Data).ShouldBeEmpty(act.Type);
        }
    }

    [Fact]
    public void A_clock_that_jumps_never_goes_back()
    {
        var clock = new DemoClock(DemoClock.Monday, speed: null);

        clock.ReachAsync(DemoClock.Monday.AddDays(2), () => { }, CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue();
        clock.ReachAsync(DemoClock.Monday.AddDays(1), () => { }, CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue();

        clock.GetUtcNow().ShouldBe(DemoClock.Monday.AddDays(2));
    }

    private static Story[] Portfolio(int seed, int cases) => [.. Enumerable.Range(1, cases).Select(number => new Story(seed, number, DemoClock.Monday))];
}
