namespace Doorstep.Host.Demo;

/// <summary>Plays the cases: everything that is due at one moment at once, then on to the next moment at which something happens.</summary>
internal sealed class DemoRun(DemoEngine engine, DemoAudit audit, DemoRegisters registers, DemoClock clock)
{
    /// <summary>Cases told at the same time, so that their steps share transactions.</summary>
    private const int InFlightMax = 64;

    /// <summary>Rounds at one moment. More means that a case runs in a circle.</summary>
    private const int RoundsMax = 1000;

    /// <summary>No story lasts so long: whatever is still open then waits for something that never comes.</summary>
    private static readonly TimeSpan LongestStory = TimeSpan.FromDays(5 * 366);

    public async Task<DemoSummary> RunAsync(int cases, int seed, DemoScreen screen, CancellationToken cancellation)
    {
        await audit.RequireEmptyAsync(cancellation);
        var begin = clock.GetUtcNow();
        await registers.FillAsync(begin, cancellation);
        var stories = Enumerable.Range(1, cases).Select(number => new Story(seed, number, begin)).ToArray();
        screen.Watch(stories, engine);
        clock.Begin();
        while (await NextAsync(stories, cancellation) is { } next)
        {
            await clock.ReachAsync(next, screen.Look, cancellation);
            await SettleAsync(stories, cancellation);
            screen.Look();
            if (next - begin > LongestStory) throw new InvalidOperationException($"These cases never come to rest: {string.Join(", ", stories.Where(story => !story.IsClosed).Take(10).Select(story => $"{story.Key} in {story.State}"))}.");
        }

        screen.Say("Every case has come to rest; now their journals are verified.");
        return await audit.SumAsync(stories, seed, begin, engine, cancellation);
    }

    private async Task<DateTimeOffset?> NextAsync(Story[] stories, CancellationToken cancellation)
    {
        var act = stories.Min(story => story.NextAt);
        var beat = await engine.NextAsync(cancellation);
        return beat < act || act is null ? beat : act;
    }

    private async Task SettleAsync(Story[] stories, CancellationToken cancellation)
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            var (moved, decided) = await engine.BeatAsync(cancellation);
            var now = clock.GetUtcNow();
            await EachAsync(stories.Where(story => moved.Contains(story.CaseId)), async (story, token) =>
            {
                var (state, isClosed) = await engine.LookAsync(story.CaseId, token);
                story.Hear(state, isClosed, now, hasActed: false);
            }, cancellation);

            foreach (var told in decided.GroupBy(one => one.CaseId))
            {
                var story = stories.First(story => story.CaseId == told.Key);
                foreach (var (_, act) in told) story.Hear(act, now);
            }

            var acting = stories.Where(story => story.NextAt <= now).ToArray();
            if (acting.Length == 0 && moved.Count == 0) return;
            await EachAsync(acting, async (story, token) => await (story.IsStarted ? engine.RaiseAsync(story, token) : engine.StartAsync(story, token)), cancellation);
        }

        throw new InvalidOperationException($"At {clock.GetUtcNow():u} something is still due after {RoundsMax} rounds: {string.Join(", ", stories.Where(story => !story.IsClosed).Take(5).Select(story => $"{story.Key} in {story.State}"))}.");
    }

    private static Task EachAsync(IEnumerable<Story> stories, Func<Story, CancellationToken, Task> tell, CancellationToken cancellation) => Parallel.ForEachAsync(
        stories, new ParallelOptions { MaxDegreeOfParallelism = InFlightMax, CancellationToken = cancellation }, async (story, token) => await tell(story, token));
}
