namespace Doorstep.Workflows.Collections.Policy;

/// <summary>Which way a parameter gets stricter: leaves the house less room, or the customer more.</summary>
public enum Direction
{
    /// <summary>A smaller number, <c>false</c>, fewer hours.</summary>
    Less,

    /// <summary>A larger number, <c>true</c>, more words.</summary>
    More,

    /// <summary>Values cannot be compared; a new one holds only for new acts.</summary>
    None,
}
