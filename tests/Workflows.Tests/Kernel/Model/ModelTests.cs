namespace Doorstep.Workflows.Tests.Kernel.Model;

/// <summary>Random definitions and random lives: the kernel does what the reference does. A failure names its seed, and the seed alone repeats it.</summary>
public sealed class ModelTests
{
    private const int Sequences = 2_500;

    public static TheoryData<string> WrongRules => [.. Mistakes.All.Keys];

    [Fact]
    public void The_kernel_does_what_the_reference_does_in_2500_random_cases()
    {
        var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 0; seed < Sequences; seed++)
        {
            var run = new ModelRun(seed);
            if (run.Difference() is { } difference) Assert.Fail($"Seed {seed}: {difference}");
            foreach (var (what, count) in run.Seen) seen[what] = seen.GetValueOrDefault(what) + count;
        }

        // Agreement means something only where the cases came by.
        foreach (var what in ModelRun.Worth) seen.GetValueOrDefault(what).ShouldBeGreaterThan(100, $"'{what}' hardly happened: {string.Join(", ", seen)}");
    }

    [Theory]
    [MemberData(nameof(WrongRules))]
    public void A_wrong_rule_does_not_stay_hidden_for_400_cases(string rule)
    {
        var seed = Enumerable.Range(0, 400).Cast<int?>().FirstOrDefault(seed => new ModelRun(seed!.Value, Mistakes.All[rule]).Difference() is not null);

        seed.ShouldNotBeNull($"No case told that rule from the right one: {rule}");
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}: {rule}");
    }
}
