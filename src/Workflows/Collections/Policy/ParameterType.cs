namespace Doorstep.Workflows.Collections.Policy;

/// <summary>A parameter that a policy pack may set (domain.md c).</summary>
/// <param name="Name">Its name, <c>calls.per7Days</c>.</param>
/// <param name="Kind">What it may be set to.</param>
/// <param name="Unit">What it is counted in; a pack must say the same unit.</param>
/// <param name="Stricter">Which way it gets stricter.</param>
/// <param name="Sentence">What it means for people, with <c>{0}</c> for the value.</param>
/// <param name="IsRequired">Whether a pack without it is refused: a guard, a hold or a state asks for it.</param>
public sealed record ParameterType(string Name, ParameterKind Kind, string Unit, Direction Stricter, string Sentence, bool IsRequired)
{
    /// <summary>The sentence with a value in it.</summary>
    public string Say(PolicyValue value) => Sentence.Replace("{0}", value.ToString(), StringComparison.Ordinal);

    /// <summary>A value with its unit where it has one: <c>10 calls</c>.</summary>
    public string Measure(PolicyValue value) => value is PolicyValue.Number ? $"{value} {Unit}" : $"{value}";
}
