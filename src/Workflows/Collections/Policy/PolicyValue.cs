using System.Collections.Immutable;
using System.Globalization;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>What a parameter of a policy pack is set to. A closed family; values are compared by what they say.</summary>
public abstract record PolicyValue
{
    private PolicyValue()
    {
    }

    /// <summary>A whole number in the parameter's unit.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Number(long Value) : PolicyValue
    {
        /// <inheritdoc />
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Yes or no.</summary>
    /// <param name="Value">Which.</param>
    public sealed record Flag(bool Value) : PolicyValue
    {
        /// <inheritdoc />
        public override string ToString() => Value ? "yes" : "no";
    }

    /// <summary>Hours of a day.</summary>
    /// <param name="Value">The hours.</param>
    public sealed record Hours(LocalWindow Value) : PolicyValue
    {
        /// <inheritdoc />
        public override string ToString() => Value.ToString();
    }

    /// <summary>Words of the parameter's own list, in no order.</summary>
    /// <param name="Value">The words.</param>
    public sealed record WordList(ImmutableSortedSet<string> Value) : PolicyValue
    {
        /// <summary>From words in any order, each counted once.</summary>
        public static WordList Of(IEnumerable<string> words) => new(words.ToImmutableSortedSet(StringComparer.Ordinal));

        /// <inheritdoc />
        public bool Equals(WordList? other) => other is not null && Value.SetEquals(other.Value);

        /// <inheritdoc />
        public override int GetHashCode() => Value.Aggregate(0, (hash, word) => HashCode.Combine(hash, string.GetHashCode(word, StringComparison.Ordinal)));

        /// <inheritdoc />
        public override string ToString() => Value.Count == 0 ? "nothing" : string.Join(", ", Value);
    }

    /// <summary>Text for people; no guard decides by it.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : PolicyValue
    {
        /// <inheritdoc />
        public override string ToString() => $"'{Value}'";
    }
}
