using System.Globalization;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Kernel;
using Fluid;
using Fluid.Ast;
using Fluid.Values;
using Expression = Fluid.Ast.Expression;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary>Fluid counts steps; this counts what a step may make: characters of a value, items of a list and of a range, characters of the whole text, and what all of it takes of time and memory.</summary>
internal sealed partial class LiquidBounds : AstRewriter
{
    private const int ValueMax = 32_000;
    private const int RangeMax = 10_000;

    /// <summary>A value's characters, each in a list to itself, are a list.</summary>
    private const int ItemsMax = ValueMax;

    /// <summary>Characters that a filter may make on the way to a value.</summary>
    private const long TextMax = 1_000_000;

    private const string Budget = "budget";

    public static TemplateOptions Options()
    {
        var options = new TemplateOptions
        {
            CultureInfo = CultureInfo.InvariantCulture, TimeZone = TimeZoneInfo.Utc, MaxSteps = 20_000, MaxRecursion = 32,
            Assigned = (_, value, _) => ValueTask.FromResult(Checked(value)), Captured = (_, value, _) => ValueTask.FromResult(Checked(value)),
        };
        foreach (var (name, filter) in options.Filters.ToArray())
            options.Filters.AddFilter(name, async (input, arguments, context) =>
            {
                (context.AmbientValues.GetValueOrDefault(Budget) as LiquidBudget)?.Check();
                Weigh(name, input, arguments);
                return Checked(await filter(input, arguments, context));
            });
        return options;
    }

    /// <summary>What a template may take from now on, on this thread.</summary>
    public static void Begin(TemplateContext context, Bounds bounds) => context.AmbientValues[Budget] = new LiquidBudget(bounds);

    /// <summary>Refuses a filter that would make too much before it makes it.</summary>
    private static void Weigh(string name, FluidValue input, FilterArguments arguments)
    {
        long Letters(int at) => arguments.At(at) is StringValue text ? text.ToStringValue().Length : 0;
        switch (name)
        {
            case "join" when input is ArrayValue list:
                Expect("join", (list.Values.Count * Letters(0)) + list.Values.Sum(item => item is StringValue text ? (long)text.ToStringValue().Length : 1), ValueMax, "characters");
                break;
            case "concat" when input is ArrayValue list:
                Expect("concat", list.Values.Count + (arguments.At(0) is ArrayValue more ? (long)more.Values.Count : 1), ItemsMax, "items");
                break;
            case "replace" or "replace_first" or "replace_last" when input is StringValue text:
                Expect(name, text.ToStringValue().Length * Math.Max(1, Letters(1)), TextMax, "characters");
                break;
            case "date" or "format_date" or "format_number" or "format_string":
                for (var at = 0; at < arguments.Count; at++)
                    if (arguments.At(at) is StringValue format && Wide().IsMatch(format.ToStringValue())) throw new OverflowException($"'{name}' would pad to more than 999 characters.");
                break;
        }
    }

    private static void Expect(string name, long made, long max, string what)
    {
        if (made > max) throw new OverflowException($"'{name}' would give more than {max} {what}.");
    }

    [GeneratedRegex(@"\d{4,}")]
    private static partial Regex Wide();

    protected override Expression VisitRangeExpression(RangeExpression rangeExpression) => new BoundedRange(rangeExpression);

    private static FluidValue Checked(FluidValue value) => value switch
    {
        StringValue text when text.ToStringValue().Length > ValueMax => throw new OverflowException($"A value has {text.ToStringValue().Length} characters; at most {ValueMax} are allowed."),
        ArrayValue list when list.Values.Count > ItemsMax => throw new OverflowException($"A list has {list.Values.Count} items; at most {ItemsMax} are allowed."),
        _ => value,
    };

    private sealed class BoundedRange(RangeExpression range) : Expression
    {
        public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
        {
            var (from, to) = ((await range.From.EvaluateAsync(context)).ToNumberValue(), (await range.To.EvaluateAsync(context)).ToNumberValue());
            return to - from < RangeMax ? await range.EvaluateAsync(context) : throw new OverflowException($"The range from {from} to {to} has more than {RangeMax} items.");
        }
    }
}

/// <summary>What one template may take: the time and the memory of an expression, counted from when it is made on the thread that runs the template.</summary>
internal sealed class LiquidBudget(Bounds bounds)
{
    private readonly long _until = Environment.TickCount64 + (long)bounds.ExpressionTimeMax.TotalMilliseconds;
    private readonly long _bytesMax = GC.GetAllocatedBytesForCurrentThread() + bounds.ExpressionBytesMax;

    /// <summary>Goes on, or not.</summary>
    /// <exception cref="OverflowException">It has taken what it may.</exception>
    public void Check()
    {
        if (Environment.TickCount64 > _until) throw new OverflowException($"It has run for {bounds.ExpressionTimeMax.TotalSeconds:0} s.");
        if (GC.GetAllocatedBytesForCurrentThread() > _bytesMax) throw new OverflowException($"It has taken {bounds.ExpressionBytesMax} bytes.");
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
