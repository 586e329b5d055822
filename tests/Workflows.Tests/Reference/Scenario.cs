using System.Globalization;

namespace Doorstep.Workflows.Tests.Reference;

/// <summary>A story in rows: <c>+4d PaymentReceived amount=30000 → Contact/RemoteContact</c>. Time to pass, an event with its data, the state after it.
/// A value <c>+7</c> is the day seven days later, <c>@+7d</c> the instant; <c>a|b</c> is a list, <c>a|</c> one of one.</summary>
internal sealed record Scenario(string Sentence, string Rows)
{
    /// <summary>Where the case stood after every row, the start first. Throws where a row does not come true.</summary>
    public IReadOnlyList<Walk> Play() => Play(Walk.Begin());

    /// <summary>The same from where a case stands.</summary>
    public IReadOnlyList<Walk> Play(Walk begin)
    {
        var stops = new List<Walk> { begin };
        foreach (var row in Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) stops.Add(Play(stops[^1], row));
        return stops;
    }

    public override string ToString() => Sentence;

    private Walk Play(Walk walk, string row)
    {
        var (words, state) = (row.Split('→')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries), row.Split('→')[1].Trim());
        if (words[0][0] == '+') walk = walk.Pass(Span(words[0]));
        if (words.FirstOrDefault(word => word[0] != '+') is { } type)
            walk = walk.Raise(type, ReliefRows.Filled(type, words.SkipWhile(word => word != type).Skip(1).ToDictionary(word => word.Split('=')[0], word => Value(word.Split('=')[1], walk.Now)), walk));
        walk.State.ShouldBe(state, $"{Sentence}: {row} {walk.Refused}");
        return walk;
    }

    private static TimeSpan Span(string text)
    {
        var number = int.Parse(text.AsSpan(1, text.Length - 2), CultureInfo.InvariantCulture);
        return text[^1] switch { 'd' => TimeSpan.FromDays(number), 'h' => TimeSpan.FromHours(number), _ => TimeSpan.FromMinutes(number) };
    }

    private static object Value(string text, DateTimeOffset now) =>
        text.Contains('|', StringComparison.Ordinal) ? text.Split('|', StringSplitOptions.RemoveEmptyEntries)
        : text is "true" or "false" ? text == "true"
        : text[0] == '@' ? (text[1] == '-' ? now - Span(text[1..]) : now + Span(text[1..])).ToString("O", CultureInfo.InvariantCulture)
        : text[0] == '+' || (text[0] == '-' && text.Length < 4) ? now.AddHours(8).AddDays(int.Parse(text, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : text;
}
