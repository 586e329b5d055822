namespace Doorstep.Workflows.Collections.Policy;

/// <summary>How sure the house is of a value's source; the tags of domain.md.</summary>
public enum Certainty
{
    /// <summary>Read in the official text or an unaltered copy of it.</summary>
    V1,

    /// <summary>Read in a secondary reproduction, the press or a vendor's page.</summary>
    V2,

    /// <summary>From memory; not verified.</summary>
    M,

    /// <summary>A default of the product; no law stands behind the number.</summary>
    D,
}
