namespace Doorstep.Workflows.Tests.Kernel.Model;

/// <summary>Draws definitions that use everything the kernel knows, often wrongly: loops without waiting, conditions that break, nothing to go back to.</summary>
internal sealed class RandomSketch(Random random)
{
    private static readonly string[] Ids = ["Main", "Inner", "Deep"];
    private static readonly string[] Names = ["x", "y", "z"];

    public static readonly string[] Events = ["Paid", "Met", "Held", "Freed"];

    public Sketch[] Draw() => [.. Enumerable.Range(0, Ids.Length).Select(Draw)];

    private Sketch Draw(int level)
    {
        var prefix = Ids[level][..1];
        var waiting = Enumerable.Range(1, random.Next(2, 5)).Select(number => $"{prefix}{number}").ToArray();
        var final = Enumerable.Range(1, random.Next(1, 3)).Select(number => $"End{number}").ToArray();
        var places = waiting.Concat(final).Select(name => new Place(name, Maybe(3) ? Act($"+{name}") : null, Maybe(3) ? Act($"-{name}") : null)).ToArray();
        var number = 0;
        string Key() => $"{prefix.ToLowerInvariant()}{++number}";

        var paths = new List<Path>();
        for (var count = random.Next(0, 3); count > 0; count--)
        {
            var (key, target) = (Key(), Maybe(6) ? "^" : Maybe(6) ? Of(final) : Of(waiting));
            paths.Add(new Path(key, "*", target, AnyWait(), AnyTest(2), SomeAct(key)));
        }

        foreach (var place in waiting) paths.AddRange(Out(place, level, waiting, final, paths.Any(path => path.From == "*" && path.To == place), Key));
        return new Sketch(Ids[level], places, [.. paths.OrderBy(_ => random.Next())], [.. Names.Where(_ => Maybe(2))]);
    }

    private IEnumerable<Path> Out(string place, int level, string[] waiting, string[] final, bool isInterruption, Func<string> newKey)
    {
        var inner = level < Ids.Length - 1 && Maybe(2) ? Ids[random.Next(level + 1, Ids.Length)] : null;
        for (var count = inner is null ? 0 : random.Next(1, 3); count > 0; count--)
            yield return Path(new Wait.Inner(inner!), Maybe(2) ? null : new Test(TestKind.Outcome, $"End{random.Next(1, 3)}", 0));
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var wait = Maybe(6) ? null : AnyWait();
            yield return Path(wait, wait is null ? AnyTest(1) : AnyTest(2));
        }

        if (isInterruption) yield return Path(AnyWait(), AnyTest(4)) with { To = "^" };

        Path Path(Wait? wait, Test? test)
        {
            var key = newKey();
            return new Path(key, place, Maybe(8) ? "^" : Maybe(5) ? Of(final) : Of(waiting), wait, test, SomeAct(key));
        }
    }

    private Wait AnyWait() => random.Next(10) switch
    {
        < 6 => new Wait.Event(Of(Events), Maybe(3) ? Of(Names) : null),
        < 8 => new Wait.Clock(ClockKind.Deadline, random.Next(0, 12) * 10),
        8 => new Wait.Clock(ClockKind.Delay, random.Next(0, 12) * 10),
        _ => new Wait.Clock(ClockKind.Date, random.Next(0, 120) * 10),
    };

    /// <summary>A condition in one of <paramref name="rarity"/> cases.</summary>
    private Test? AnyTest(int rarity) => !Maybe(rarity) ? null : random.Next(20) switch
    {
        0 => new Test(TestKind.Broken, Of(Names), random.Next(0, 5)),
        < 8 => new Test(TestKind.Variable, Of(Names), random.Next(0, 3)),
        < 16 => new Test(TestKind.Fact, Of(Events), random.Next(1, 4)),
        _ => new Test(TestKind.Data, "", random.Next(1, 4)),
    };

    private Act? SomeAct(string label) => Maybe(2) ? Act(label) : null;

    private Act Act(string label) => new(label, Of(Names), random.Next(0, 13));

    private bool Maybe(int outOf) => random.Next(outOf) == 0;

    private T Of<T>(T[] items) => items[random.Next(items.Length)];
}
