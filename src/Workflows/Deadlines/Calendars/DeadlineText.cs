using System.Globalization;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Deadlines.Calendars;

/// <summary>A length as definitions write it: a <see cref="DeadlineSpec"/>, or any other span of time that Elsa knows (<c>P1DT2H</c>, <c>00:30:00</c>).</summary>
/// <param name="Spec">The deadline.</param>
/// <param name="Plain">The span of time, where it is no deadline.</param>
/// <param name="Fault">Everything that is wrong with a text that is neither.</param>
public sealed record DeadlineText(DeadlineSpec? Spec, Duration? Plain, string? Fault)
{
    /// <summary>Reads a length, or says what is wrong with it.</summary>
    public static DeadlineText Read(string text)
    {
        var read = DeadlineSpec.Read(text);
        return read.Spec is { } spec ? new DeadlineText(spec, null, null)
            : Duration.TryParse(text, out var plain) ? new DeadlineText(null, plain, null)
            : new DeadlineText(null, null, string.Join(" ", read.Faults));
    }

    /// <summary>How long it runs at most where no clock stops: a business day counts for seven fifths of a day, holidays left out.</summary>
    public Duration? Longest => Plain ?? (Spec is null ? null : Nominal(Spec));

    /// <summary>How long it runs at least, whatever the length of the policy pack is: the service and the notice.</summary>
    public Duration? Least => Spec is null ? null : Nominal(Spec with { Span = Spec.Notice ?? default, EndsWithDay = false, Notice = null });

    /// <summary>How long a span runs by a plain calendar.</summary>
    public static Duration Nominal(DeadlineSpan span) => span.Unit switch
    {
        SpanUnit.BusinessDays => new Duration(0, TimeSpan.FromDays(Math.Ceiling(span.Count * 7 / 5.0))),
        SpanUnit.Days => new Duration(0, TimeSpan.FromDays(span.Count)),
        SpanUnit.Months => new Duration(span.Count, TimeSpan.Zero),
        SpanUnit.BusinessHours => new Duration(0, TimeSpan.FromDays(Math.Ceiling(span.Count / 8.0 * 7 / 5))),
        SpanUnit.Hours => new Duration(0, TimeSpan.FromHours(span.Count)),
        _ => new Duration(0, TimeSpan.FromMinutes(span.Count)),
    };

    private static Duration Nominal(DeadlineSpec spec)
    {
        var (span, served) = (Nominal(spec.Span), spec.Served is { } service ? Nominal(service) : default);
        var length = new Duration(span.Months + served.Months, span.Rest + served.Rest + (spec.EndsWithDay ? TimeSpan.FromDays(1) : TimeSpan.Zero));
        return spec.Notice is { } notice ? Duration.Longer(length, Nominal(spec with { Span = notice, Notice = null })) : length;
    }
}

/// <summary>A parameter of the rules as a deadline names it: <c>clock.escalatedDays</c>, or <c>2 x clock.escalatedDays</c> for twice its length.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Times">How many times its length, from 1 to 9.</param>
public sealed partial record ParameterText(string Name, int Times)
{
    /// <summary>Reads it. What is not written so is a name that no rules know.</summary>
    public static ParameterText Read(string text) => Written().Match(text) is { Success: true } match
        ? new ParameterText(match.Groups["name"].Value, match.Groups["times"].Success ? int.Parse(match.Groups["times"].ValueSpan, CultureInfo.InvariantCulture) : 1)
        : new ParameterText(text, 1);

    [GeneratedRegex(@"^\s*(?:(?<times>[1-9]) x )?(?<name>\S+)\s*\z")]
    private static partial Regex Written();
}
