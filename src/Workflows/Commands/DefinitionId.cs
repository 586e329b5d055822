using System.Text.Json;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Commands;

/// <summary>What a definition may be called: the id stands in addresses, file names and the pins of cases.</summary>
internal static partial class DefinitionId
{
    private const int LengthMax = 100;

    /// <summary>What is wrong with an id; null when nothing is.</summary>
    public static string? Fault(string? id) =>
        string.IsNullOrWhiteSpace(id) ? "is missing: cases are started by it."
        : id.Length > LengthMax ? $"has {id.Length} characters; at most {LengthMax} are allowed."
        : !Pattern().IsMatch(id) ? $"{JsonSerializer.Serialize(id)} is not an id. Begin with a letter or a digit, and go on with letters, digits, '-', '_' and '.', as in 'overdue-visit'."
        : null;

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}._-]*\z")]
    private static partial Regex Pattern();
}
