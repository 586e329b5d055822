using System.Globalization;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary>Fluid counts steps; this counts what a step may make: characters of a value, items of a range, characters of the whole text.</summary>
internal sealed class LiquidBounds : AstRewriter
{
    private const int ValueMax = 32_000;
    private const int RangeMax = 10_000;

    public static TemplateOptions Options()
    {
        var options = new TemplateOptions
        {
            CultureInfo = CultureInfo.InvariantCulture, TimeZone = TimeZoneInfo.Utc, MaxSteps = 20_000, MaxRecursion = 32,
            Assigned = (_, value, _) => ValueTask.FromResult(Checked(value)), Captured = (_, value, _) => ValueTask.FromResult(Checked(value)),
        };
        foreach (var (name, filter) in options.Filters.ToArray())
            options.Filters.AddFilter(name, async (input, arguments, context) => Checked(await filter(input, arguments, context)));
        return options;
    }

    protected override Expression VisitRangeExpression(RangeExpression rangeExpression) => new BoundedRange(rangeExpression);

    private static FluidValue Checked(FluidValue value) => value is StringValue text && text.ToStringValue().Length > ValueMax
        ? throw new OverflowException($"A value has {text.ToStringValue().Length} characters; at most {ValueMax} are allowed.")
        : value;

    private sealed class BoundedRange(RangeExpression range) : Expression
    {
        public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
        {
            var (from, to) = ((await range.From.EvaluateAsync(context)).ToNumberValue(), (await range.To.EvaluateAsync(context)).ToNumberValue());
            return to - from < RangeMax ? await range.EvaluateAsync(context) : throw new OverflowException($"The range from {from} to {to} has more than {RangeMax} items.");
        }
    }
}

/// <summary>A text that does not grow past its bound.</summary>
internal sealed class BoundedWriter : StringWriter
{
    private const int LengthMax = 1_000_000;

    public BoundedWriter() : base(CultureInfo.InvariantCulture)
    {
    }

    public override void Write(char value)
    {
        Expect(1);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Expect(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Expect(buffer.Length);
        base.Write(buffer);
    }

    public override void Write(string? value)
    {
        Expect(value?.Length ?? 0);
        base.Write(value);
    }

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    private void Expect(int more)
    {
        if (GetStringBuilder().Length + more > LengthMax) throw new OverflowException($"The text has more than {LengthMax} characters.");
    }
}
