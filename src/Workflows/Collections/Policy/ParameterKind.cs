using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>What a parameter may be set to, and how that is written in JSON. A closed family.</summary>
public abstract record ParameterKind
{
    private ParameterKind()
    {
    }

    /// <summary>What is wanted, for people: <c>a whole number from 1 to 60</c>.</summary>
    public abstract string Wanted { get; }

    /// <summary>Reads a value; null with the reason where it is of another kind or outside the range.</summary>
    internal abstract PolicyValue? Read(JsonElement json, out string? wrong);

    private string Not(JsonElement json) => Values.IsNull(json) ? $"is missing: {Wanted}." : $"{Values.Quote(json)} is not {Wanted}.";

    /// <summary>A whole number, both ends included.</summary>
    /// <param name="Min">The smallest.</param>
    /// <param name="Max">The largest.</param>
    public sealed record Whole(long Min, long Max) : ParameterKind
    {
        /// <inheritdoc />
        public override string Wanted => $"a whole number from {Min} to {Max}";

        internal override PolicyValue? Read(JsonElement json, out string? wrong)
        {
            var number = 0L;
            var fits = json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out number) && number >= Min && number <= Max;
            wrong = fits ? null : Not(json);
            return fits ? new PolicyValue.Number(number) : null;
        }
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public sealed record Flag : ParameterKind
    {
        /// <inheritdoc />
        public override string Wanted => "true or false";

        internal override PolicyValue? Read(JsonElement json, out string? wrong)
        {
            var fits = json.ValueKind is JsonValueKind.True or JsonValueKind.False;
            wrong = fits ? null : Not(json);
            return fits ? new PolicyValue.Flag(json.ValueKind == JsonValueKind.True) : null;
        }
    }

    /// <summary>Hours of a day at the customer's place.</summary>
    public sealed record Window : ParameterKind
    {
        /// <inheritdoc />
        public override string Wanted => "a window of hours such as \"08:00-22:00\" that ends later than it begins";

        internal override PolicyValue? Read(JsonElement json, out string? wrong)
        {
            var window = default(LocalWindow);
            var fits = json.ValueKind == JsonValueKind.String && LocalWindow.TryParse(json.GetString()!, out window);
            wrong = fits ? null : Not(json);
            return fits ? new PolicyValue.Hours(window) : null;
        }
    }

    /// <summary>A list of words, at least one, each from a list of its own.</summary>
    /// <param name="Known">The words that may stand in it.</param>
    public sealed record WordList(ImmutableArray<string> Known) : ParameterKind
    {
        /// <inheritdoc />
        public override string Wanted => $"a list of at least one of these, each once: {string.Join(", ", Known)}";

        internal override PolicyValue? Read(JsonElement json, out string? wrong)
        {
            wrong = null;
            if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() == 0) wrong = Not(json);
            else if (json.EnumerateArray().FirstOrDefault(word => !IsKnown(word)) is { ValueKind: not JsonValueKind.Undefined } stranger)
                wrong = $"{Values.Quote(stranger)} is not a word of this parameter{Nearest.Hint(Values.ToText(stranger), Known)}";
            else if (json.EnumerateArray().Select(word => word.GetString()!).GroupBy(word => word).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
                wrong = $"'{twice.Key}' stands in the list more than once.";
            return wrong is null ? PolicyValue.WordList.Of(json.EnumerateArray().Select(word => word.GetString()!)) : null;
        }

        private bool IsKnown(JsonElement word) => word.ValueKind == JsonValueKind.String && Known.Contains(word.GetString()!, StringComparer.Ordinal);
    }

    /// <summary>Text for people, not empty.</summary>
    public sealed record Text : ParameterKind
    {
        /// <summary>The longest text, in characters.</summary>
        public const int LengthMax = 500;

        /// <inheritdoc />
        public override string Wanted => $"text of 1 to {LengthMax} characters";

        internal override PolicyValue? Read(JsonElement json, out string? wrong)
        {
            var fits = json.ValueKind == JsonValueKind.String && json.GetString()!.Trim().Length > 0 && json.GetString()!.Length <= LengthMax;
            wrong = fits ? null : Not(json);
            return fits ? new PolicyValue.Text(json.GetString()!) : null;
        }
    }
}
