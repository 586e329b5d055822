using CsCheck;
using Doorstep.Workflows.Deadlines.Calendars;

namespace Doorstep.Workflows.Tests.Deadlines.Calendars;

public sealed class DeadlineSpecTests
{
    private static readonly Gen<DeadlineSpan> AnySpan = Gen.Select(Gen.Int[1, DeadlineSpan.CountMax], Gen.Enum<SpanUnit>()).Select((count, unit) => new DeadlineSpan(count, unit));

    [Fact]
    public void A_deadline_is_read_with_its_options_in_any_order()
    {
        var spec = DeadlineSpec.Read(" P10B never-stops  notice P5D end-of-day served P3D ").Spec!;

        spec.Span.ShouldBe(new DeadlineSpan(10, SpanUnit.BusinessDays));
        spec.Served.ShouldBe(new DeadlineSpan(3, SpanUnit.Days));
        spec.Notice.ShouldBe(new DeadlineSpan(5, SpanUnit.Days));
        (spec.EndsWithDay, spec.NeverStops).ShouldBe((true, true));
        spec.ToString().ShouldBe("P10B served P3D notice P5D end-of-day never-stops");
    }

    [Theory]
    [InlineData("P6M", 6, SpanUnit.Months)]
    [InlineData("PT20M", 20, SpanUnit.Minutes)]
    [InlineData("PT24H", 24, SpanUnit.Hours)]
    [InlineData("PT4BH", 4, SpanUnit.BusinessHours)]
    public void A_length_is_read_in_its_unit(string text, int count, SpanUnit unit)
    {
        var spec = DeadlineSpec.Read(text).Spec!;

        spec.ShouldBe(new DeadlineSpec { Span = new DeadlineSpan(count, unit) });
        (spec.EndsWithDay, spec.NeverStops).ShouldBe((false, false));
    }

    [Fact]
    public void A_deadline_reads_back_as_it_is_written() =>
        Gen.Select(AnySpan, AnySpan.Where(span => span.CountsDays).Nullable(), AnySpan.Where(span => span.CountsDays).Nullable(), Gen.Bool, Gen.Bool)
            .Select((span, served, notice, endsWithDay, neverStops) => new DeadlineSpec { Span = span, Served = served, Notice = notice, EndsWithDay = endsWithDay, NeverStops = neverStops })
            .Sample(spec => DeadlineSpec.Read(spec.ToString()).Spec == spec);

    [Fact]
    public void Every_fault_is_told_at_once() => DeadlineSpec.Read("P0B served PT4BH notice end-of-days end-of-day end-of-day").Faults.ShouldBe(
    [
        "'P0B' is not a length from 1 to 9999: write 'P10B' for business days, 'P5D' for days, 'P6M' for months, 'PT4BH' for office hours, 'PT24H' for hours, 'PT20M' for minutes.",
        "'served PT4BH' counts hours; it needs days, such as 'served P3D'.",
        "'end-of-days' is not a length from 1 to 9999: write 'P10B' for business days, 'P5D' for days, 'P6M' for months, 'PT4BH' for office hours, 'PT24H' for hours, 'PT20M' for minutes.",
        "'end-of-day' stands there twice.",
    ]);

    [Theory]
    [InlineData("", "A deadline needs its length first: 'P10B' for ten business days, 'P5D' for five days, 'PT4BH' for four office hours.")]
    [InlineData("P5D serve P3D", "'serve' is not an option of a deadline; did you mean 'served'?")]
    [InlineData("P5D served", "'served' needs a number of days after it, such as 'served P3D'.")]
    [InlineData("P5D notice never-stops", "'notice' needs a number of days after it, such as 'notice P3D'.")]
    public void What_is_wrong_is_told_with_what_would_work(string text, string fault) => DeadlineSpec.Read(text).Faults[0].ShouldBe(fault);

    [Theory]
    [InlineData("P10")]
    [InlineData("10B")]
    [InlineData("P-1D")]
    [InlineData("P1.5D")]
    [InlineData("P10BH")]
    [InlineData("PT5D")]
    [InlineData("P10000D")]
    [InlineData("P1D\n")]
    [InlineData("P١D")]
    [InlineData("p1d")]
    public void What_is_not_a_length_is_refused(string text) => DeadlineSpan.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Any_text_is_read_or_refused_and_never_throws() =>
        Gen.String[Gen.Char["PTBDHM0159 servdnoticxyf-"], 0, 30].Sample(text => DeadlineSpec.Read(text) is var read && read.Spec is null != read.Faults.IsEmpty);
}
