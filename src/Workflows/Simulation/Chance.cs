namespace Doorstep.Workflows.Simulation;

/// <summary>One case's own chance. What it gives depends on the seed, the case and how often it was thrown: never on threads.</summary>
internal sealed class Chance(int seed, int number)
{
    private readonly Random _random = new(unchecked((seed * 1_000_003) ^ (number * 7_919)));

    /// <summary>Whether something that happens so often in a hundred happens now.</summary>
    public bool Percent(double percent) => _random.NextDouble() * 100 < percent;

    /// <summary>A whole number, both ends included.</summary>
    public int From(int least, int most) => _random.Next(least, most + 1);

    /// <summary>One of several.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    /// <summary>One of several, by weight.</summary>
    public T Pick<T>(IReadOnlyList<T> choices, Func<T, int> weight)
    {
        var thrown = _random.Next(Math.Max(1, choices.Sum(weight)));
        foreach (var choice in choices)
            if ((thrown -= weight(choice)) < 0) return choice;
        return choices[^1];
    }
}
