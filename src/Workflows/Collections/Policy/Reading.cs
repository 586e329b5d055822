namespace Doorstep.Workflows.Collections.Policy;

/// <summary>What a pack says to a question. Who is denied a value must deny the act (domain.md b.1 rule 3). A closed family.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public abstract record Reading<T>
{
    private Reading()
    {
    }

    /// <summary>The value.</summary>
    /// <param name="Value">What is in force.</param>
    public sealed record Given(T Value) : Reading<T>;

    /// <summary>There is no value to act by.</summary>
    /// <param name="Reason">Why, as a sentence.</param>
    public sealed record Denied(string Reason) : Reading<T>;

    /// <summary>Goes on with the value; a denial stays what it is.</summary>
    public Reading<TOther> Then<TOther>(Func<T, Reading<TOther>> next) => this switch
    {
        Given given => next(given.Value),
        Denied denied => new Reading<TOther>.Denied(denied.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
