namespace Doorstep.Workflows.Kernel;

/// <summary>Something by which people look for a case. None of it says who somebody is: a person is a token.</summary>
/// <param name="Kind">What it is, in capitals.</param>
/// <param name="Value">What it says.</param>
public sealed record CaseMark(string Kind, string Value)
{
    /// <summary>The business key, in small letters.</summary>
    public const string Key = "KEY";

    /// <summary>The token of the person that the case is about.</summary>
    public const string Person = "PERSON";

    /// <summary>A hold that is open.</summary>
    public const string Hold = "HOLD";

    /// <summary>Whoever works the case: a unit, an agency, an agent.</summary>
    public const string Team = "TEAM";

    /// <summary>Every mark of a case: its key, and what its file says.</summary>
    public static IEnumerable<CaseMark> Of(string businessKey, CaseFacts facts) => facts.Marks.Prepend(new CaseMark(Key, KeyOf(businessKey)));

    /// <summary>A business key as it is looked for: large and small letters make no other key.</summary>
    public static string KeyOf(string businessKey) => businessKey.ToLowerInvariant();
}
