namespace Doorstep.Workflows.Definitions;

/// <summary>What one run of the compiler found.</summary>
public sealed class Findings
{
    /// <summary>Everything that stands in the way of publishing.</summary>
    public List<DefinitionFault> Faults { get; } = [];

    /// <summary>Everything that a designer should look at twice.</summary>
    public List<DefinitionFault> Warnings { get; } = [];

    /// <summary>Variables that scripts of activities set, whatever else sets them; <see cref="AnyVariable"/> where a script's own value says which.</summary>
    public HashSet<string> SetByScripts { get; } = new(StringComparer.Ordinal);

    /// <summary>Stands for every variable.</summary>
    public const string AnyVariable = "*";

    /// <summary>Says what is wrong.</summary>
    public void Fault(string path, string message) => Faults.Add(new DefinitionFault(path, message));

    /// <summary>Says what is strange.</summary>
    public void Warn(string path, string message) => Warnings.Add(new DefinitionFault(path, message));
}

/// <summary>Where an expression stands, and where to say what is wrong with it.</summary>
/// <param name="Definition">The definition it stands in.</param>
/// <param name="TypeName">The type its place wants.</param>
/// <param name="Path">Where it stands.</param>
/// <param name="Findings">Where to say what is wrong with it.</param>
/// <param name="MayWrite">It stands in an activity, whose scripts may set variables as in Elsa; a condition and a trigger only read.</param>
public sealed record ExpressionPlace(AuthoredDefinition Definition, string TypeName, string Path, Findings Findings, bool MayWrite)
{
    /// <summary>Says what is wrong here.</summary>
    public void Fault(string message) => Findings.Fault(Path, message);

    /// <summary>Says what is strange here.</summary>
    public void Warn(string message) => Findings.Warn(Path, message);
}
