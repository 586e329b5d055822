using System.Collections.Immutable;

namespace Doorstep.Workflows.Definitions.Picture;

/// <summary>The way that a case has taken through one of its machines.</summary>
/// <param name="Here">The state it stands in.</param>
/// <param name="Visited">Every state it has been in, this one too.</param>
/// <param name="Steps">From where to where it went.</param>
public sealed record PathTaken(string Here, ImmutableHashSet<string> Visited, ImmutableHashSet<(string From, string To)> Steps)
{
    /// <summary>Reads the way from the state paths of a journal.</summary>
    /// <param name="states">State path after each step, <c>Visit/AppointmentPending</c>, oldest first.</param>
    /// <param name="now">State path now.</param>
    /// <param name="depth">Which machine: 0 is the case's own.</param>
    public static PathTaken Of(IEnumerable<string> states, string now, int depth)
    {
        var outer = now.Split('/')[..depth];
        // Only what happened inside the very machines that are around it.
        var seen = states.Append(now).Select(state => state.Split('/')).Where(parts => parts.Length > depth && parts.Take(depth).SequenceEqual(outer)).Select(parts => parts[depth]).ToArray();
        return new PathTaken(seen[^1], [.. seen], [.. seen.Zip(seen.Skip(1)).Where(step => step.First != step.Second)]);
    }
}
