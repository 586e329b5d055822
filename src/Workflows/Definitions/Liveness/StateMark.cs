namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>Names of stages as people write them: case and <c>_</c> do not count, so <c>VisitInProgress</c> is <c>VISIT_IN_PROGRESS</c> of domain.md b.2.</summary>
public static class StateMark
{
    /// <summary>The mark of a name.</summary>
    public static string Of(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>The name says that a case ends here: <c>Closed…</c>.</summary>
    public static bool IsClosed(string name) => Of(name).StartsWith("CLOSED", StringComparison.Ordinal);
}
