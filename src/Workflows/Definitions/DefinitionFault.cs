namespace Doorstep.Workflows.Definitions;

/// <summary>Something wrong with a definition, told to its designer.</summary>
/// <param name="Path">Where: <c>transitions[4].to</c>, relative to the root.</param>
/// <param name="Message">What is wrong, and what would work.</param>
public sealed record DefinitionFault(string Path, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{Path}: {Message}";
}
