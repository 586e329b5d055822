using System.Collections.Frozen;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>Every parameter that a policy pack may set: the rows of domain.md (c), and what the guards, holds and states of (b) ask for.</summary>
public static partial class ParameterCatalogue
{
    private const bool Optional = false;

    /// <summary>The parameters, by name.</summary>
    public static IReadOnlyDictionary<string, ParameterType> Types { get; } =
        Contacts().Concat(Visits()).Concat(Disclosure()).Concat(Money()).Concat(Records()).Concat(Clocks()).ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>Their names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Types.Keys.Order(StringComparer.Ordinal)];

    private static ParameterType Most(string name, long min, long max, string unit, string sentence, bool required = true) =>
        new(name, new ParameterKind.Whole(min, max), unit, Direction.Less, sentence, required);

    private static ParameterType Least(string name, long min, long max, string unit, string sentence, bool required = true) =>
        new(name, new ParameterKind.Whole(min, max), unit, Direction.More, sentence, required);

    private static ParameterType Fact(string name, long min, long max, string unit, string sentence, bool required = true) =>
        new(name, new ParameterKind.Whole(min, max), unit, Direction.None, sentence, required);

    private static ParameterType Duty(string name, string sentence, bool required = true) =>
        new(name, new ParameterKind.Flag(), "yes or no", Direction.More, sentence, required);

    private static ParameterType Leave(string name, string sentence) =>
        new(name, new ParameterKind.Flag(), "yes or no", Direction.Less, sentence, IsRequired: true);

    private static ParameterType Hours(string name, string sentence) =>
        new(name, new ParameterKind.Window(), "local time", Direction.Less, sentence, IsRequired: true);

    private static ParameterType Duties(string name, bool required, string sentence, params string[] words) =>
        new(name, new ParameterKind.WordList([.. words]), "words", Direction.More, sentence, required);

    private static ParameterType Choices(string name, bool required, string sentence, params string[] words) =>
        new(name, new ParameterKind.WordList([.. words]), "words", Direction.None, sentence, required);

    private static ParameterType Note(string name, string sentence) =>
        new(name, new ParameterKind.Text(), "text", Direction.None, sentence, Optional);
}
