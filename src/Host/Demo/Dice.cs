namespace Doorstep.Host.Demo;

/// <summary>One case's own chance. What it gives depends on the seed, the case and how often it was thrown: never on threads.</summary>
internal sealed class Dice(int seed, int number)
{
    private readonly Random _random = new(unchecked((seed * 1_000_003) ^ (number * 7_919)));

    /// <summary>Whether something that happens so often in a hundred happens now.</summary>
    public bool Percent(double percent) => _random.NextDouble() * 100 < percent;

    /// <summary>A whole number, both ends included.</summary>
    public int From(int least, int most) => _random.Next(least, most + 1);

    /// <summary>One of several, by weight.</summary>
    public T Pick<T>(params ReadOnlySpan<(int Weight, T What)> choices)
    {
        var total = 0;
        foreach (var (weight, _) in choices) total += weight;
        var thrown = _random.Next(total);
        foreach (var (weight, what) in choices)
            if ((thrown -= weight) < 0) return what;
        throw new System.Diagnostics.UnreachableException();
    }

    /// <summary>A full hour by day (nine to eight in the evening, Shanghai, unless said otherwise) some days later; people are not reached at night.</summary>
    public DateTimeOffset Later(DateTimeOffset now, int daysLeast, int daysMost, int firstHour = 9, int lastHour = 20)
    {
        var day = new DateTimeOffset(DateOnly.FromDateTime(now.UtcDateTime.AddHours(8)), TimeOnly.MinValue, TimeSpan.FromHours(8)).AddDays(From(daysLeast, daysMost));
        var at = day.AddHours(From(firstHour, lastHour)).ToUniversalTime();
        return at > now ? at : at.AddDays(1);
    }
}
