namespace Doorstep.Workflows.Commands;

/// <summary>Why a person acts: 1 to 2000 characters.</summary>
internal static class ReasonText
{
    private const int CharactersMax = 2000;

    /// <summary>What is wrong with a reason; nothing where it will do.</summary>
    public static IEnumerable<Fault> Faults(string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason)) yield return new Fault("reason", "is missing: a person who acts says why.");
        else if (reason.Length > CharactersMax) yield return new Fault("reason", $"has {reason.Length} characters; at most {CharactersMax} are allowed.");
    }
}
