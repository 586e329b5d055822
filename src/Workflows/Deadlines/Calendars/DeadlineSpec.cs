using System.Collections.Immutable;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Deadlines.Calendars;

/// <summary>What came of reading a deadline's text.</summary>
/// <param name="Spec">The deadline; null where there are faults.</param>
/// <param name="Faults">Every fault at once.</param>
public sealed record ReadSpec(DeadlineSpec? Spec, ImmutableArray<string> Faults);

/// <summary>A deadline as people write it: <c>P10B served P3D notice P5D end-of-day never-stops</c>. The span comes first, its options in any order.</summary>
public sealed record DeadlineSpec
{
    private const string ServedWord = "served";
    private const string NoticeWord = "notice";
    private const string EndOfDayWord = "end-of-day";
    private const string NeverStopsWord = "never-stops";
    private static readonly string[] Options = [ServedWord, NoticeWord, EndOfDayWord, NeverStopsWord];

    /// <summary>How long.</summary>
    public required DeadlineSpan Span { get; init; }

    /// <summary>How long after it was sent a notice is deemed served; the span counts from then.</summary>
    public DeadlineSpan? Served { get; init; }

    /// <summary>The least time between the service and the end, where that is later than the span's own end.</summary>
    public DeadlineSpan? Notice { get; init; }

    /// <summary>Whether the last day belongs to the customer whole: the deadline is due at the first moment of the day after.</summary>
    public bool EndsWithDay { get; init; }

    /// <summary>Whether no hold stops the clock, as with limitation (domain.md b.4).</summary>
    public bool NeverStops { get; init; }

    /// <summary>Reads a deadline, or says everything that is wrong with it.</summary>
    public static ReadSpec Read(string text)
    {
        var faults = new List<string>();
        var words = new Queue<string>(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (words.Count == 0) return new ReadSpec(null, ["A deadline needs its length first: 'P10B' for ten business days, 'P5D' for five days, 'PT4BH' for four office hours."]);
        var spec = new DeadlineSpec { Span = Length(words.Dequeue(), faults) };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (words.TryDequeue(out var word))
        {
            if (Options.Contains(word, StringComparer.Ordinal) && !seen.Add(word)) faults.Add($"'{word}' stands there twice.");
            spec = With(spec, word, words, faults);
        }

        return faults.Count == 0 ? new ReadSpec(spec, []) : new ReadSpec(null, [.. faults]);
    }

    /// <inheritdoc />
    public override string ToString() => string.Join(' ',
    [
        $"{Span}", .. Served is { } served ? [$"{ServedWord} {served}"] : Array.Empty<string>(), .. Notice is { } notice ? [$"{NoticeWord} {notice}"] : Array.Empty<string>(),
        .. EndsWithDay ? [EndOfDayWord] : Array.Empty<string>(), .. NeverStops ? [NeverStopsWord] : Array.Empty<string>(),
    ]);

    private static DeadlineSpec With(DeadlineSpec spec, string word, Queue<string> words, List<string> faults)
    {
        switch (word)
        {
            case ServedWord: return spec with { Served = Days(word, words, faults) };
            case NoticeWord: return spec with { Notice = Days(word, words, faults) };
            case EndOfDayWord: return spec with { EndsWithDay = true };
            case NeverStopsWord: return spec with { NeverStops = true };
            default:
                faults.Add($"'{word}' is not an option of a deadline{Nearest.Hint(word, Options)}");
                return spec;
        }
    }

    private static DeadlineSpan Days(string option, Queue<string> words, List<string> faults)
    {
        if (!words.TryPeek(out var text) || Options.Contains(text, StringComparer.Ordinal))
        {
            faults.Add($"'{option}' needs a number of days after it, such as '{option} P3D'.");
            return default;
        }

        var span = Length(words.Dequeue(), faults);
        if (span.Count > 0 && !span.CountsDays) faults.Add($"'{option} {text}' counts hours; it needs days, such as '{option} P3D'.");
        return span;
    }

    private static DeadlineSpan Length(string text, List<string> faults)
    {
        if (!DeadlineSpan.TryParse(text, out var span))
            faults.Add($"'{text}' is not a length from 1 to {DeadlineSpan.CountMax}: write 'P10B' for business days, 'P5D' for days, 'P6M' for months, 'PT4BH' for office hours, 'PT24H' for hours, 'PT20M' for minutes.");
        return span;
    }
}
