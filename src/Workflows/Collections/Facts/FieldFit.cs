using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Facts;

/// <summary>What fits into a field: one for each kind of value.</summary>
internal abstract class FieldFit
{
    private const long AmountMax = 1_000_000_000_000_000;

    /// <summary>Any text.</summary>
    public static FieldFit OfText { get; } = new Words(null);

    /// <summary>An amount above zero, in minor units.</summary>
    public static FieldFit OfAmount { get; } = new Whole(1, AmountMax, IsAmount: true);

    /// <summary>A day.</summary>
    public static FieldFit OfDay { get; } = new Day();

    /// <summary>What would fit, as the end of a sentence.</summary>
    public abstract string Wanted { get; }

    public abstract JsonNode Schema();

    public abstract JsonNode? Example(string name);

    /// <summary>What is wrong with a value that is there.</summary>
    public virtual IEnumerable<(string Field, string Message)> Check(JsonElement value, string path) => Fits(value) ? [] : [(path, $"{Values.Quote(value)} is not {Wanted}.")];

    /// <summary>A whole number from 0.</summary>
    public static FieldFit OfCount(long max) => new Whole(0, max, IsAmount: max >= 100_000);

    public static FieldFit Of(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return new Many(Single(type.GetGenericArguments()[0], parameter));
        return Single(type, parameter);
    }

    protected virtual bool Fits(JsonElement value) => false;

    private static FieldFit Single(Type type, ParameterInfo parameter) => type switch
    {
        _ when type.IsEnum => new Choice([.. Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseUpper.ConvertName)]),
        _ when type == typeof(string) && parameter.GetCustomAttribute<OneOfAttribute>() is { } known => new Choice([.. known.Words]),
        _ when type == typeof(string) && parameter.GetCustomAttribute<TokenAttribute>() is not null => new Token(),
        _ when type == typeof(string) => new Words(parameter.GetCustomAttribute<LooksLikeAttribute>()),
        _ when type == typeof(bool) => new YesNo(),
        _ when type == typeof(DateOnly) => new Day(),
        _ when type == typeof(DateTimeOffset) => new Moment(),
        _ when type == typeof(double) => new Share(),
        _ when type == typeof(long) => new Whole(parameter.GetCustomAttribute<MoneyAttribute>() is null ? 0 : 1, parameter.GetCustomAttribute<AtMostAttribute>()?.Max ?? AmountMax, IsAmount: true),
        _ when type == typeof(int) => new Whole(0, parameter.GetCustomAttribute<AtMostAttribute>()?.Max ?? 100_000, IsAmount: false),
        _ => new Inner(FactShape.Of(type)),
    };

    private sealed class Choice(string[] words) : FieldFit
    {
        public override string Wanted => $"one of {string.Join(", ", words)}";

        public override JsonNode Schema() => new JsonObject { ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) };

        public override JsonNode? Example(string name) => words[0];

        public override IEnumerable<(string Field, string Message)> Check(JsonElement value, string path) =>
            Fits(value) ? [] : [(path, Nearest.To(Values.ToText(value), words) is { } near ? $"{Values.Quote(value)} is not {Wanted}; did you mean '{near}'?" : $"{Values.Quote(value)} is not {Wanted}.")];

        protected override bool Fits(JsonElement value) => value.ValueKind == JsonValueKind.String && words.Contains(value.GetString(), StringComparer.Ordinal);
    }

    private sealed class Token : Words
    {
        private static readonly LooksLikeAttribute Plain = new("[!-~]{1,200}", "cust_syn_1");

        /// <summary>Two spellings that look alike would be two persons with two budgets, so a token is plain: no spaces, nothing but ASCII.</summary>
        public Token() : base(Plain)
        {
        }

        public override string Wanted => "a token of 1 to 200 ASCII characters without spaces, such as \"cust_syn_1\"";

        public override JsonNode? Example(string name) => $"synthetic_{name}";

        public override IEnumerable<(string Field, string Message)> Check(JsonElement value, string path) =>
            value.ValueKind == JsonValueKind.String && RawNumber.In(value.GetString()!) is { } raw ? [(path, $"looks like {raw}. Send a token of your own that stands for it; the number itself is not kept here, nor in this answer.")] : base.Check(value, path);
    }

    private class Words(LooksLikeAttribute? looks) : FieldFit
    {
        private const int LengthMax = 4000;

        public override string Wanted => looks is null ? $"text of 1 to {LengthMax} characters" : $"like \"{looks.Example}\"";

        public override JsonNode Schema() => looks is null
            ? new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = LengthMax }
            : new JsonObject { ["type"] = "string", ["pattern"] = $"^{looks.Pattern}$" };

        public override JsonNode? Example(string name) => looks?.Example ?? $"synthetic {name}";

        protected override bool Fits(JsonElement value) =>
            value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= LengthMax } text && !string.IsNullOrWhiteSpace(text)
            && (looks is null || System.Text.RegularExpressions.Regex.IsMatch(text, $@"\A(?:{looks.Pattern})\z", System.Text.RegularExpressions.RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
    }

    private sealed class YesNo : FieldFit
    {
        public override string Wanted => "true or false";

        public override JsonNode Schema() => new JsonObject { ["type"] = "boolean" };

        public override JsonNode? Example(string name) => true;

        protected override bool Fits(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;
    }

    private sealed class Day : FieldFit
    {
        public override string Wanted => "a day from 1900 to 2199, such as \"2031-03-01\"";

        public override JsonNode Schema() => new JsonObject { ["type"] = "string", ["format"] = "date" };

        public override JsonNode? Example(string name) => "2031-03-01";

        protected override bool Fits(JsonElement value) => value.ValueKind == JsonValueKind.String && FactReading.ReadDate(value.GetString()) is { Year: >= 1900 and < 2200 };
    }

    private sealed class Moment : FieldFit
    {
        public override string Wanted => "an instant with its offset, such as \"2031-03-01T09:00:00+08:00\"";

        public override JsonNode Schema() => new JsonObject { ["type"] = "string", ["format"] = "date-time" };

        public override JsonNode? Example(string name) => "2031-03-01T09:00:00.000Z";

        protected override bool Fits(JsonElement value) =>
            value.ValueKind == JsonValueKind.String && Instants.TryRead(value.GetString()!, out var at) && at.UtcDateTime.Year is >= 1900 and < 2200;
    }

    private sealed class Share : FieldFit
    {
        public override string Wanted => "a number from 0 to 1";

        public override JsonNode Schema() => new JsonObject { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 1 };

        public override JsonNode? Example(string name) => 0.41;

        protected override bool Fits(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is >= 0 and <= 1;
    }

    private sealed class Whole(long min, long max, bool IsAmount) : FieldFit
    {
        public override string Wanted => IsAmount
            ? min > 0 ? "an amount above zero in minor units, such as 120000" : "a whole number from 0"
            : $"a whole number from 0 to {max}";

        /// <summary>What is too much is told how much it may be.</summary>
        public override IEnumerable<(string Field, string Message)> Check(JsonElement value, string path) =>
            IsTooMuch(value) ? [(path, $"{Values.Quote(value)} is not {Wanted}; the most is {max}.")] : base.Check(value, path);

        public override JsonNode Schema() => new JsonObject { ["type"] = "integer", ["minimum"] = min, ["maximum"] = max };

        public override JsonNode? Example(string name) => IsAmount ? 120_000 : Math.Min(3, max);

        protected override bool Fits(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min && number <= max;

        private bool IsTooMuch(JsonElement value) => IsAmount && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number > max;
    }

    private sealed class Inner(FactShape shape) : FieldFit
    {
        public override string Wanted => $"an object with {string.Join(", ", shape.Fields.Select(one => one.Name))}";

        public override JsonNode Schema() => shape.Schema();

        public override JsonNode? Example(string name) => shape.Example();

        public override IEnumerable<(string Field, string Message)> Check(JsonElement value, string path) =>
            value.ValueKind == JsonValueKind.Object ? shape.Check(value, $"{path}.") : base.Check(value, path);
    }

    private sealed class Many(FieldFit item) : FieldFit
    {
        private const int CountMax = 100;

        public override string Wanted => $"a list of at most {CountMax}, each {item.Wanted}";

        public override JsonNode Schema() => new JsonObject { ["type"] = "array", ["maxItems"] = CountMax, ["items"] = item.Schema() };

        public override JsonNode? Example(string name) => new JsonArray(item.Example(name));

        public override IEnumerable<(string Field, string Message)> Check(JsonElement value, string path) =>
            value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > CountMax ? base.Check(value, path)
            : value.EnumerateArray().SelectMany((one, index) => Values.IsNull(one) ? [($"{path}[{index}]", $"is missing: {item.Wanted}.")] : item.Check(one, $"{path}[{index}]"));
    }
}
