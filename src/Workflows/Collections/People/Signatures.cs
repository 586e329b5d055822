namespace Doorstep.Workflows.Collections.People;

/// <summary>Who has agreed to something that takes two different persons: both at once, or one after the other, each in the own name.</summary>
/// <param name="By">The first.</param>
/// <param name="SecondBy">The second.</param>
public sealed record Signatures(string? By = null, string? SecondBy = null)
{
    /// <summary>Nobody.</summary>
    public static Signatures None { get; } = new();

    /// <summary>Whether two different persons have agreed.</summary>
    public bool HasTwo => By is not null && SecondBy is not null && !Person.IsSame(By, SecondBy);

    /// <summary>With those who agree now. Who has agreed before is the first of two; once two have agreed, it begins anew.</summary>
    public Signatures With(string? by, string? secondBy)
    {
        if (by is null) return this;
        if (new Signatures(by, secondBy) is { HasTwo: true } both) return both;
        return By is null || HasTwo || Person.IsSame(By, by) ? new Signatures(by) : new Signatures(By, by);
    }
}
