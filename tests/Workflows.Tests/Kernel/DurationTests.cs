using System.Globalization;
using CsCheck;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Kernel;

public sealed class DurationTests
{
    [Theory]
    [InlineData("P1M", "2031-01-31T09:00:00Z", "2031-02-28T09:00:00Z")]
    [InlineData("P1M", "2032-01-31T09:00:00Z", "2032-02-29T09:00:00Z")]
    [InlineData("P1M", "2032-02-29T09:00:00Z", "2032-03-29T09:00:00Z")]
    [InlineData("P1M", "2031-12-31T23:59:59Z", "2032-01-31T23:59:59Z")]
    [InlineData("P2M", "2031-12-31T09:00:00Z", "2032-02-29T09:00:00Z")]
    [InlineData("P1Y", "2032-02-29T09:00:00Z", "2033-02-28T09:00:00Z")]
    [InlineData("P4Y", "2032-02-29T09:00:00Z", "2036-02-29T09:00:00Z")]
    [InlineData("P60M", "2031-03-03T09:00:00Z", "2036-03-03T09:00:00Z")]
    [InlineData("P1M1D", "2031-01-31T09:00:00Z", "2031-03-01T09:00:00Z")]
    [InlineData("P30D", "2031-01-31T09:00:00Z", "2031-03-02T09:00:00Z")]
    [InlineData("P2W", "2031-03-03T09:00:00Z", "2031-03-17T09:00:00Z")]
    [InlineData("P1Y2M3W4DT5H6M7.5S", "2031-01-01T00:00:00Z", "2032-03-26T05:06:07.5Z")]
    [InlineData("PT0S", "2031-03-03T09:00:00Z", "2031-03-03T09:00:00Z")]
    [InlineData("PT36H", "2031-03-03T09:00:00Z", "2031-03-04T21:00:00Z")]
    [InlineData("1.12:30:00", "2031-03-03T09:00:00Z", "2031-03-04T21:30:00Z")]
    [InlineData("00:30:00", "2031-03-03T09:00:00Z", "2031-03-03T09:30:00Z")]
    [InlineData("P9999Y", "2031-03-03T09:00:00Z", "9999-12-31T23:59:59.9999999Z")]
    [InlineData("P999999999M", "2031-03-03T09:00:00Z", "9999-12-31T23:59:59.9999999Z")]
    [InlineData("P9999999D", "2031-03-03T09:00:00Z", "9999-12-31T23:59:59.9999999Z")]
    public void A_span_of_time_ends_where_the_calendar_says(string span, string start, string end)
    {
        Duration.TryParse(span, out var duration).ShouldBeTrue();

        duration.After(At(start)).ShouldBe(At(end));
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1YT")]
    [InlineData("P1S")]
    [InlineData("P-1D")]
    [InlineData("-P1D")]
    [InlineData("-00:30:00")]
    [InlineData("P1.5D")]
    [InlineData("p1d")]
    [InlineData("P1D ")]
    [InlineData("P1D\n")]
    [InlineData("P١D")]
    [InlineData("5")]
    [InlineData("5 days")]
    [InlineData("36:00:00")]
    [InlineData("24:00:00")]
    [InlineData("00:60:00")]
    [InlineData("P9999999W")]
    [InlineData("P999999999Y")]
    [InlineData("PT999999999H")]
    [InlineData("P9999999999D")]
    public void What_is_not_a_span_of_time_is_refused_and_never_throws(string text) => Duration.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_span_reads_back_as_it_is_written() =>
        Gen.Select(Gen.Int[0, 2400], Gen.Long[0, TimeSpan.FromDays(4000).Ticks]).Sample((months, ticks) =>
        {
            var span = new Duration(months, TimeSpan.FromTicks(ticks));
            return Duration.TryParse(span.ToString(), out var again) && again == span;
        });

    [Fact]
    public void Any_text_is_read_or_refused_and_never_throws() =>
        Gen.String[Gen.Char["PYMWDTHS0123456789.:-"], 0, 14].Sample(text => !Duration.TryParse(text, out var span) || (span.Months >= 0 && span.Rest >= TimeSpan.Zero));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
