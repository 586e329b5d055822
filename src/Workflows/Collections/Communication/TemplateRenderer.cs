using System.Collections.Immutable;
using System.Globalization;
using Fluid;
using Fluid.Values;

namespace Doorstep.Workflows.Collections.Communication;

/// <summary>A rendered text, or why there is none.</summary>
public abstract record Rendered
{
    private Rendered()
    {
    }

    /// <summary>The text.</summary>
    public sealed record Text(string Value) : Rendered;

    /// <summary>Everything that stands in the way.</summary>
    public sealed record Refused(ImmutableArray<string> Reasons) : Rendered;
}

/// <summary>Fills a template. Only the fields of its class reach it, whatever the caller hands over (S28, G14).</summary>
public static class TemplateRenderer
{
    /// <summary>Characters of a text at most.</summary>
    public const int CharactersMax = 8_000;

    private static readonly TemplateOptions Options = Made();

    /// <summary>Renders a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="fields">Values by field: strings, <see cref="long"/> (minor units where the template says <c>money</c>), <see cref="int"/>, <see cref="DateOnly"/>, lists of strings.</param>
    /// <param name="currency">ISO 4217 code for <c>money</c>.</param>
    public static Rendered Render(MessageTemplate template, IReadOnlyDictionary<string, object> fields, string currency = "CNY")
    {
        var wrong = template.Used.Select(field => Wrong(template, field, fields)).OfType<string>().ToImmutableArray();
        if (!wrong.IsEmpty) return new Rendered.Refused(wrong);
        var context = new TemplateContext(Options);
        (context.AmbientValues["language"], context.AmbientValues["currency"]) = (template.Language, currency);
        foreach (var field in template.Used.Where(fields.ContainsKey)) context.SetValue(field, Value(fields[field]));
        try
        {
            var text = template.Parsed.Render(context).Trim();
            return text.Length <= CharactersMax ? new Rendered.Text(text) : new Rendered.Refused([$"The text has {text.Length} characters; {CharactersMax} are allowed. Hand over less."]);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or ArgumentException or OverflowException or Fluid.ParseException)
        {
            return new Rendered.Refused([$"{template.File}: {exception.Message}"]);
        }
    }

    private static string? Wrong(MessageTemplate template, string field, IReadOnlyDictionary<string, object> fields)
    {
        if (!template.Class.Fields.Contains(field)) return $"'{field}' is not a field of class '{template.Class.Name}'.";
        if (!fields.TryGetValue(field, out var value)) return template.Optional.Contains(field) ? null : $"'{field}' is missing; {template.File} needs it.";
        return value is string or long or int or DateOnly or IEnumerable<string> ? null : $"'{field}' is a {value.GetType().Name}; it must be text, a whole number, a date or a list of texts.";
    }

    private static FluidValue Value(object value) => value switch
    {
        DateOnly day => new StringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        string text => new StringValue(text),
        IEnumerable<string> texts => new ArrayValue([.. texts.Select(text => (FluidValue)new StringValue(text))]),
        _ => NumberValue.Create(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
    };

    private static TemplateOptions Made()
    {
        var options = new TemplateOptions { CultureInfo = CultureInfo.InvariantCulture, TimeZone = TimeZoneInfo.Utc, MaxSteps = 5_000, MaxRecursion = 8 };
        options.Filters.AddFilter("money", (input, _, context) => new StringValue(Money(input.ToNumberValue(), (string)context.AmbientValues["currency"], IsChinese(context))));
        options.Filters.AddFilter("day", (input, _, context) => new StringValue(Day(input.ToStringValue(), IsChinese(context))));
        return options;
    }

    private static bool IsChinese(TemplateContext context) => (string)context.AmbientValues["language"] == "zh-CN";

    private static string Money(decimal minor, string currency, bool isChinese)
    {
        var amount = currency is "JPY" or "KRW" ? minor.ToString("#,0", CultureInfo.InvariantCulture) : (minor / 100).ToString("#,0.00", CultureInfo.InvariantCulture);
        return isChinese && currency == "CNY" ? $"{amount}元" : $"{currency} {amount}";
    }

    private static string Day(string text, bool isChinese) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString(isChinese ? "yyyy'年'M'月'd'日'" : "d MMMM yyyy", CultureInfo.InvariantCulture);
}
